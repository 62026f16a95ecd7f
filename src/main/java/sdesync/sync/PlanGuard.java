package sdesync.sync;

import java.util.List;

/**
 * Stops a plan that would close suspiciously much: then more likely SD Elements' list is wrong than
 * the project is over (contract, section 7). A status that is carried over closes nothing in this
 * sense: it says of each task that it is done.
 */
final class PlanGuard {
  private static final int MANY = 10;
  private static final int SHARE = 5;

  private PlanGuard() {}

  /** A sentence; empty when the plan may go through. */
  static String objection(List<Change.Set> sets, Snapshot now) {
    long closes = sets.stream().filter(set -> set.has(Action.CLOSE)).count();
    long linked = now.links().values().stream().filter(link -> !link.left()).count();
    if (closes > 0 && now.projectTasks() == 0) {
      return "SD Elements lists no task at all, and the plan would close " + items(closes);
    }
    if (closes > MANY && closes * SHARE > linked) {
      return "the plan would close "
          + items(closes)
          + " of "
          + linked
          + " linked ones, more than "
          + MANY
          + " and more than a fifth";
    }
    return "";
  }

  private static String items(long count) {
    return count == 1 ? "1 item" : count + " items";
  }
}
