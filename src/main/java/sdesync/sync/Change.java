package sdesync.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a plan.
 *
 * @param taskNumber {@code T2}
 * @param item the key of the item; empty when there is none yet
 * @param to what is to be: a title, a status, labels; empty where the action says it all
 * @param reason why, as the end of a sentence
 */
public record Change(Action action, String taskNumber, String item, String to, String reason) {

  /**
   * All that is to be done for one task, in this order.
   *
   * @param task null when it has left the project
   * @param link as kept; null when there is none yet
   * @param item null when it is to be made
   */
  record Set(
      @Nullable Task task, @Nullable Link link, @Nullable WorkItem item, List<Change> changes) {
    Set {
      changes = List.copyOf(changes);
    }

    boolean has(Action action) {
      return changes.stream().anyMatch(change -> change.action() == action);
    }

    /** Whether there is anything to be done. */
    boolean isWork() {
      return changes.stream().anyMatch(change -> change.action() != Action.LEAVE);
    }
  }
}
