package sdesync.catalog;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one poll found, or why it changed nothing.
 *
 * @param held how many integrations the list dropped that are kept until the next two polls agree
 * @param problem null for a good poll
 * @param duration from the poll's start to its end
 */
public record PollReport(
    PollScope scope,
    boolean ok,
    List<Change> added,
    List<Change> changed,
    List<Change> gone,
    List<Change> back,
    List<Refused> refused,
    int held,
    @Nullable String problem,
    Duration duration) {
  public PollReport {
    added = List.copyOf(added);
    changed = List.copyOf(changed);
    gone = List.copyOf(gone);
    back = List.copyOf(back);
    refused = List.copyOf(refused);
  }

  /** A poll that changed nothing, and why. */
  static PollReport failed(PollScope scope, String problem, Duration duration) {
    return new PollReport(
        scope, false, List.of(), List.of(), List.of(), List.of(), List.of(), 0, problem, duration);
  }

  PollReport lasting(Duration took) {
    return new PollReport(scope, ok, added, changed, gone, back, refused, held, problem, took);
  }

  /**
   * One integration that changed.
   *
   * @param fields which of its fields, by the API's names; empty unless it is a changed one
   */
  public record Change(long integrationId, String alias, List<String> fields) {
    public Change {
      fields = List.copyOf(fields);
    }
  }

  /**
   * One item that was refused alone.
   *
   * @param integrationId null when even that was not readable
   * @param known whether an integration of that id is known; it stays as last seen
   */
  public record Refused(@Nullable Long integrationId, boolean known, String why) {}
}
