package sdesync.sync;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An item to be made.
 *
 * @param title at most {@link IssueTracker#longestTitle()} characters, without control characters
 * @param description Markdown, of any length; HTML in it is text
 * @param standing in which it is to be born
 * @param priority the tracker's word of {@code alm_priority_map}; null when the params have no map
 * @param fields {@code alm_custom_fields}, macros filled in: by the tracker's name of the field, a
 *     string or a list of strings
 */
public record NewItem(
    String title,
    String description,
    Standing standing,
    List<String> labels,
    @Nullable String priority,
    Map<String, Object> fields) {

  public NewItem {
    labels = List.copyOf(labels);
    fields = Map.copyOf(fields);
  }
}
