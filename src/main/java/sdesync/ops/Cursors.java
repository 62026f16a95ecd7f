package sdesync.ops;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import sdesync.history.Run;
import sdesync.store.RunFilter;

/** Where the next page of a list goes on. */
final class Cursors {
  private Cursors() {}

  /**
   * A page of what was read, which is one more than asked for when there is a next page.
   *
   * @param next the link after the last one shown
   */
  static <F, T> Page<T> page(
      List<F> read, int limit, Function<F, T> view, Function<F, String> next) {
    boolean more = read.size() > limit;
    List<F> shown = more ? read.subList(0, limit) : read;
    return new Page<>(
        shown.stream().map(view).toList(), more ? next.apply(shown.get(limit - 1)) : null);
  }

  static long id(String cursor) {
    if (!cursor.matches("[0-9]{1,18}")) {
      throw wrong(cursor);
    }
    return Long.parseLong(cursor);
  }

  static RunFilter.@Nullable Place place(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    String[] parts = cursor.split("_", 2);
    try {
      return new RunFilter.Place(Instant.parse(parts[0]), parts[1]);
    } catch (DateTimeException | ArrayIndexOutOfBoundsException e) {
      throw wrong(cursor);
    }
  }

  private static OpsFailure wrong(String cursor) {
    return OpsFailure.invalid(
        "cursor is \"" + cursor + "\"; allowed is what the page before gave in next");
  }

  static String audit(int limit, long last) {
    return Links.next("/audit", Map.of("limit", Integer.toString(limit)), Long.toString(last));
  }

  static String runs(RunQuery query, Run last) {
    var asked = new LinkedHashMap<String, String>();
    put(asked, "integration", query.integration());
    put(asked, "state", query.state() == null ? null : query.state().wireName());
    put(asked, "since", query.since());
    asked.put("limit", Integer.toString(query.limit()));
    return Links.next("/runs", asked, last.queuedAt() + "_" + last.id());
  }

  static String integrations(IntegrationQuery query, long last) {
    Selector selector = query.selector();
    var asked = new LinkedHashMap<String, String>();
    if (!selector.ids().isEmpty()) {
      asked.put("id", String.join(",", selector.ids().stream().map(String::valueOf).toList()));
    }
    put(asked, "alias", selector.alias());
    put(asked, "system", selector.system());
    put(asked, "type", selector.type());
    put(asked, "frequency", selector.frequency());
    put(asked, "project", selector.project());
    asked.put("limit", Integer.toString(query.limit()));
    return Links.next("/integrations", asked, Long.toString(last));
  }

  private static void put(Map<String, String> asked, String name, @Nullable Object value) {
    if (value != null) {
      asked.put(name, value.toString());
    }
  }
}
