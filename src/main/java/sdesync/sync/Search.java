package sdesync.sync;

import java.util.Map;
import java.util.Set;

/**
 * Which items are wanted.
 *
 * @param refs by {@link WorkItem#ref()}, wherever in the workspace they are by now
 * @param titleParts by a text their title holds, {@code T2:}, in the project of the params only
 * @param fields {@code alm_custom_lookup_fields}: further conditions on items found by their title,
 *     macros filled in
 */
public record Search(Set<String> refs, Set<String> titleParts, Map<String, Object> fields) {
  public Search {
    refs = Set.copyOf(refs);
    titleParts = Set.copyOf(titleParts);
    fields = Map.copyOf(fields);
  }
}
