package sdesync.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.history.Outcome;
import sdesync.sync.IssueTracker.Depth;
import sdesync.sync.Planner.Place;

/** One run, from its params, which are well, to its end. */
final class Session {
  private static final int LONGEST_WARNING = 190;

  private final SyncJob job;
  private final SyncParams params;
  private final Reading.Sides sides;
  private final Halt halt;
  private final Extra extra;
  private @Nullable Statuses statuses;

  /**
   * @param unknown params that nobody knows
   */
  record Extra(List<String> unknown, boolean closeOrphans) {}

  Session(SyncJob job, SyncParams params, Reading.Sides sides, Halt halt, Extra extra) {
    this.job = job;
    this.params = params;
    this.sides = sides;
    this.halt = halt;
    this.extra = extra;
  }

  SyncJob job() {
    return job;
  }

  SyncParams params() {
    return params;
  }

  IssueTracker tracker() {
    return sides.tracker();
  }

  void say(String line) {
    job.output().accept(line);
  }

  void open(Depth depth) {
    Side.TRACKER.tell(() -> tracker().open(depth));
  }

  /** Reads both sides, writes nothing. */
  Plan plan() {
    open(Depth.SETTINGS);
    Snapshot now = new Reading(params, sides).read();
    var place =
        new Place(
            tracker().name(), tracker().longestTitle(), sides.connection(), extra.closeOrphans());
    return new Planner(params, place, this::statuses).plan(now);
  }

  private synchronized Statuses statuses() {
    if (statuses == null) {
      statuses = new Statuses(Side.SDE.ask(() -> sides.tasks().statuses()));
    }
    return statuses;
  }

  List<String> warnings(Plan plan) {
    var warnings = new ArrayList<String>();
    if (!extra.unknown().isEmpty()) {
      warnings.add(unknown());
    }
    warnings.addAll(plan.warnings());
    return warnings;
  }

  private String unknown() {
    List<String> keys = extra.unknown().stream().map(Texts::oneLine).toList();
    return Texts.cut("unknown params: " + String.join(", ", keys), LONGEST_WARNING);
  }

  /** Whether somebody allowed exactly this plan; if another one, that is over. */
  boolean isAccepted(Plan plan) {
    boolean accepted = sides.memory().acceptedPlan().filter(plan.hash()::equals).isPresent();
    if (!accepted) {
      sides.memory().forgetAcceptedPlan();
    }
    return accepted;
  }

  Outcome carryOut(Plan plan) {
    var tally = new Tally();
    var carrier =
        new Carrier(new Carrier.Assignment(job, params, sides, this::statuses), tally, halt);
    List<Change.Set> work = plan.sets().stream().filter(Change.Set::isWork).toList();
    try {
      new Execution(work, carrier::carry, tally, job.output()).run();
    } catch (SideFailure e) {
      return Ends.cutShort(e, tally, summary(tally, plan.unchanged()));
    } catch (RunStopped e) {
      return Ends.unwritten(e);
    }
    Map<String, Object> summary = summary(tally, plan.unchanged());
    if (tally.failed() > 0) {
      return Ends.tasksFailed(tally, summary);
    }
    if (plan.guard().isPresent()) {
      sides.memory().forgetAcceptedPlan();
    }
    return Ends.succeeded(summary);
  }

  Map<String, Object> summary(Tally tally, long unchanged) {
    Map<String, Object> summary = tally.summary(tracker().name(), unchanged);
    if (!extra.unknown().isEmpty()) {
      summary.put("warning", unknown());
    }
    return summary;
  }
}
