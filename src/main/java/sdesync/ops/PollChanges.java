package sdesync.ops;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one poll found, or why it changed nothing.
 *
 * @param scope {@code all} or a project id
 * @param held how many the list dropped that are kept until the next two polls agree
 * @param problem null for a good poll
 */
public record PollChanges(
    String scope,
    boolean ok,
    List<Change> added,
    List<Change> changed,
    List<Change> gone,
    List<Change> back,
    List<RefusedItem> refused,
    int held,
    @Nullable String problem) {
  public PollChanges {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    gone = List.copyOf(gone);
    back = List.copyOf(back);
    refused = List.copyOf(refused);
  }

  /**
   * One integration that changed.
   *
   * @param fields which of its fields, for a changed one
   */
  public record Change(long integrationId, String alias, List<String> fields) {}

  /** One item of the list that was refused alone. */
  public record RefusedItem(@Nullable Long integrationId, String message) {}
}
