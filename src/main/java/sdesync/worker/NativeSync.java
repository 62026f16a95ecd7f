package sdesync.worker;

import sdesync.history.Outcome;
import sdesync.integration.Cancellation;
import sdesync.integration.Integration;
import sdesync.integration.Params;
import sdesync.run.CommandInput;
import sdesync.sync.Plan;
import sdesync.sync.Sync;
import sdesync.sync.SyncJob;

/** A native sync as a bean of the route that is its command. */
public final class NativeSync {
  private final Sync sync;

  NativeSync(Sync sync) {
    this.sync = sync;
  }

  /** What the route calls. */
  public Outcome run(CommandInput input) {
    return sync.run(
        new SyncJob(
            input.runId(),
            input.integration(),
            input.params(),
            input.cancellation(),
            input.output()::say));
  }

  /** What it would do now; see {@link Sync#plan}. */
  Plan plan(Integration integration, Params params, Cancellation cancellation) {
    return sync.plan(new SyncJob("plan", integration, params, cancellation, line -> {}));
  }
}
