package sdesync.sync;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.history.Outcome;
import sdesync.history.OutputFacts;
import sdesync.history.Reason;
import sdesync.history.RunState;

/** How a sync ends, in the words of runs. */
final class Ends {
  private Ends() {}

  static Outcome succeeded(Map<String, Object> summary) {
    return end(RunState.SUCCEEDED, null, "", false, summary);
  }

  /** What came in the way before anything was written. */
  static Outcome unwritten(RuntimeException failure) {
    if (failure instanceof ParamsRefused) {
      return end(RunState.REFUSED, Reason.PARAMS_INVALID, text(failure), false, Map.of());
    }
    if (failure instanceof SideFailure side) {
      return end(
          RunState.FAILED,
          reason(side),
          text(side) + " Nothing was written.",
          side.isTransient(),
          Map.of());
    }
    // Who told it to end says why.
    return end(RunState.CANCELLED, Reason.CANCELLED, text(failure), false, Map.of());
  }

  /** A side is away, or refuses us: what is left is left to the next run. */
  static Outcome cutShort(SideFailure failure, Tally tally, Map<String, Object> summary) {
    return end(
        RunState.FAILED,
        reason(failure),
        text(failure) + " The tasks that are left were not tried; the next run takes them up.",
        failure.isTransient() && tally.allTransient(),
        summary);
  }

  static Outcome tasksFailed(Tally tally, Map<String, Object> summary) {
    int failed = tally.failed();
    int more = failed - tally.failures().size();
    return end(
        RunState.FAILED,
        Reason.TASKS_FAILED,
        "%s could not be brought in step, the others were: %s%s The next run takes them up."
            .formatted(
                failed == 1 ? "1 task" : failed + " tasks",
                String.join(" ", tally.failures().stream().map(Ends::sentence).toList()),
                more == 0 ? "" : " And " + more + " more, see the run's log."),
        tally.allTransient(),
        summary);
  }

  static Outcome guarded(Plan plan, long integrationId) {
    return end(
        RunState.FAILED,
        Reason.PLAN_GUARD,
        "Nothing was written: %s. Look at 'plan %d'; if it is right, 'run %d --accept-plan %s'."
            .formatted(plan.guard().orElse(""), integrationId, integrationId, plan.hash()),
        false,
        Map.of("hash", plan.hash(), "would_close", plan.count(Action.CLOSE)));
  }

  private static Reason reason(SideFailure failure) {
    boolean refused = failure.kind() == PeerFailure.Kind.UNAUTHORIZED;
    return switch (failure.side()) {
      case SDE -> refused ? Reason.SDE_UNAUTHORIZED : Reason.SDE_UNREACHABLE;
      case TRACKER -> refused ? Reason.TARGET_UNAUTHORIZED : Reason.TARGET_UNREACHABLE;
    };
  }

  private static String text(RuntimeException failure) {
    return sentence(String.valueOf(failure.getMessage()));
  }

  private static String sentence(String text) {
    String line = Texts.oneLine(text);
    return line.endsWith(".") ? line : line + ".";
  }

  private static Outcome end(
      RunState state,
      @Nullable Reason reason,
      String message,
      boolean again,
      Map<String, Object> summary) {
    return new Outcome(state, reason, message, again, null, summary, OutputFacts.NONE);
  }
}
