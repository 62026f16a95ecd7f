package sdesync.ops;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sdesync.catalog.PollReport;

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

  static PollChanges of(PollReport report) {
    return new PollChanges(
        report.scope().name(),
        report.ok(),
        changes(report.added()),
        changes(report.changed()),
        changes(report.gone()),
        changes(report.back()),
        report.refused().stream()
            .map(item -> new RefusedItem(item.integrationId(), item.why()))
            .toList(),
        report.held(),
        report.problem());
  }

  private static List<Change> changes(List<PollReport.Change> changes) {
    return changes.stream().map(c -> new Change(c.integrationId(), c.alias(), c.fields())).toList();
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
