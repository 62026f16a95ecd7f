package sdesync.schedule;

import org.jspecify.annotations.Nullable;
import sdesync.history.Run;
import sdesync.integration.Cancellation;
import sdesync.integration.Integration;
import sdesync.integration.RunRequest;

/**
 * A run this engine has claimed and not finished yet.
 *
 * @param fence the version under which it may be finished
 */
record Claimed(Run run, Integration integration, long fence, Cancellation cancellation) {

  /** The host it takes a place of; null when unknown. */
  @Nullable String target() {
    return integration.target();
  }

  RunRequest request() {
    return new RunRequest(
        run.id(), integration, run.trigger(), run.slot(), run.attempt(), cancellation);
  }
}
