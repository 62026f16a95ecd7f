package sdesync.rally;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sdesync.sync.ParamReader;
import sdesync.sync.ParamsRefused;
import sdesync.sync.Search;
import sdesync.sync.WorkItem;

/**
 * Finds items in few requests: a few by a query of their own, many by reading the project in large
 * pages, and what is not there by its id in the whole workspace.
 */
final class Finding {
  /** So many conditions fit into one address. */
  private static final int CHUNK = 100;

  private final Items items;
  private final Ground ground;

  Finding(Items items, Ground ground) {
    this.items = items;
    this.ground = ground;
  }

  void find(Search search, Consumer<WorkItem> found) {
    byRef(search.refs(), found);
    byTitle(search, found);
  }

  private void byRef(Set<String> refs, Consumer<WorkItem> found) {
    var missing = new HashSet<String>();
    refs.stream().filter(ref -> ref.matches("\\d{1,19}")).forEach(missing::add);
    long requests = chunks(missing.size());
    if (requests > 1) {
      // Reading the project takes a request for 2,000 items, asking for them by id one for 100.
      items.list(
          null,
          Items.PROJECT,
          requests * Wsapi.PAGE,
          listed -> {
            if (missing.remove(listed.item().ref())) {
              found.accept(listed.item());
            }
          });
    }
    inChunks(List.copyOf(missing), false, listed -> found.accept(listed.item()));
  }

  private void byTitle(Search search, Consumer<WorkItem> found) {
    List<String> parts = List.copyOf(search.titleParts());
    if (parts.isEmpty()) {
      return;
    }
    String fields = fields(search.fields());
    Consumer<Items.Listed> hit =
        listed -> {
          if (ground.parent() == null || ground.parent().id().equals(listed.parent())) {
            found.accept(listed.item());
          }
        };
    if (parts.size() <= CHUNK / 2) {
      String any = Query.any(parts.stream().map(part -> Query.contains("Name", part)).toList());
      items.list(and(any, fields), Items.PROJECT_WITH_TEXTS, Long.MAX_VALUE, hit);
      return;
    }
    var texts = new Parts(parts);
    String common = texts.common();
    var ids = new LinkedHashSet<String>();
    items.list(
        and(common.isEmpty() ? null : Query.contains("Name", common), fields),
        Items.PROJECT,
        Long.MAX_VALUE,
        listed -> {
          if (texts.anyIn(listed.item().title())) {
            ids.add(listed.item().ref());
          }
        });
    inChunks(List.copyOf(ids), true, hit);
  }

  private void inChunks(List<String> ids, boolean texts, Consumer<Items.Listed> each) {
    for (int from = 0; from < ids.size(); from += CHUNK) {
      List<String> chunk = ids.subList(from, Math.min(from + CHUNK, ids.size()));
      items.list(
          Query.any(chunk.stream().map(Query::item).toList()),
          texts ? Items.WORKSPACE_WITH_TEXTS : Items.WORKSPACE,
          Long.MAX_VALUE,
          each);
    }
  }

  private static long chunks(int ids) {
    return ((long) ids + CHUNK - 1) / CHUNK;
  }

  private static @Nullable String and(@Nullable String one, @Nullable String other) {
    return one == null ? other : other == null ? one : Query.and(one, other);
  }

  /** Null for none. */
  private @Nullable String fields(Map<String, Object> fields) {
    String all = null;
    for (Map.Entry<String, Object> condition : fields.entrySet()) {
      String field = ground.field(condition.getKey());
      if (!field.matches("[A-Za-z][A-Za-z0-9_.]*")) {
        throw new ParamsRefused(
            List.of(
                new ParamsRefused.Problem(
                    "alm_custom_lookup_fields",
                    "has %s, which is no field of Rally's".formatted(ParamReader.shown(field)))));
      }
      List<String> values =
          condition.getValue() instanceof List<?> several
              ? several.stream().map(String::valueOf).toList()
              : List.of(condition.getValue().toString());
      if (!values.isEmpty()) {
        all = and(all, Query.any(values.stream().map(value -> Query.is(field, value)).toList()));
      }
    }
    return all;
  }
}
