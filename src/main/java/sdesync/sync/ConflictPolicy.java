package sdesync.sync;

import java.util.List;

/** Which side is right when both say different things of a task. */
enum ConflictPolicy {
  TRACKER,
  SDE,
  /** The side that changed last; the tracker's when both changed at the same moment. */
  TIMESTAMP;

  /** Reads {@code conflict_policy}; {@code issue_tracker} is today's word for {@code alm}. */
  static ConflictPolicy read(ParamReader params) {
    String word =
        params.word("conflict_policy", "alm", List.of("alm", "issue_tracker", "sde", "timestamp"));
    return switch (word) {
      case "sde" -> SDE;
      case "timestamp" -> TIMESTAMP;
      default -> TRACKER;
    };
  }

  /** Whether the task's status counts, and not the item's. */
  boolean sdeIsRight(Task task, WorkItem item) {
    return switch (this) {
      case SDE -> true;
      case TRACKER -> false;
      case TIMESTAMP -> task.changed().isAfter(item.updated());
    };
  }

  /** Why, for the plan. */
  String because(boolean sdeIsRight) {
    return switch (this) {
      case SDE -> "conflict_policy is sde";
      case TRACKER -> "conflict_policy is alm";
      case TIMESTAMP ->
          sdeIsRight ? "the task changed after the item" : "the item changed after the task";
    };
  }
}
