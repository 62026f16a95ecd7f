package sdesync.ops;

import io.javalin.http.Context;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import sdesync.history.RunState;

/** The query of a request, read name by name; what does not fit is {@code INVALID}. */
final class QueryParams {
  private final Context request;

  private QueryParams(Context request) {
    this.request = request;
  }

  static QueryParams of(Context request, Set<String> names) {
    for (String name : request.queryParamMap().keySet()) {
      if (!names.contains(name)) {
        throw OpsFailure.invalid(
            "unknown query parameter \"" + name + "\"; allowed are " + new TreeSet<>(names));
      }
    }
    return new QueryParams(request);
  }

  @Nullable String text(String name) {
    String text = request.queryParam(name);
    return text == null || text.isEmpty() ? null : text;
  }

  /** Every value, given several times or with commas between. */
  List<String> texts(String name) {
    return request.queryParams(name).stream()
        .flatMap(text -> Arrays.stream(text.split(",", -1)))
        .filter(text -> !text.isEmpty())
        .toList();
  }

  @Nullable Long id(String name) {
    String text = text(name);
    return text == null ? null : positive(name, text);
  }

  List<Long> ids(String name) {
    return texts(name).stream().map(text -> positive(name, text)).toList();
  }

  int limit(int otherwise, int most) {
    String text = text("limit");
    if (text == null) {
      return otherwise;
    }
    if (!text.matches("[0-9]{1,6}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > most) {
      throw OpsFailure.invalid("limit is \"" + text + "\"; allowed is 1 to " + most);
    }
    return Integer.parseInt(text);
  }

  @Nullable Instant time(String name) {
    String text = text(name);
    return text == null ? null : Body.time(name, text);
  }

  @Nullable RunState state(String name) {
    String text = text(name);
    return text == null ? null : runState(name, text);
  }

  static RunState runState(String name, String text) {
    return Arrays.stream(RunState.values())
        .filter(state -> state.wireName().equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                OpsFailure.invalid(
                    name
                        + " is \""
                        + text
                        + "\"; allowed are "
                        + Arrays.stream(RunState.values()).map(RunState::wireName).toList()));
  }

  private static long positive(String name, String text) {
    if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) == 0) {
      throw OpsFailure.invalid(name + " is \"" + text + "\"; allowed is a positive integer");
    }
    return Long.parseLong(text);
  }
}
