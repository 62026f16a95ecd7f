package sdesync.process;

import org.jspecify.annotations.Nullable;

/**
 * How a command ended.
 *
 * @param exitCode 128 + n for death by signal n; null only when even KILL did not end it
 * @param pipeHeldOpen whether something it left behind kept its output open after its own exit; the
 *     output may be incomplete then
 * @param sinkFailure what the sink threw, if it did; output after that is lost
 */
public record CommandExit(
    @Nullable Integer exitCode,
    How how,
    boolean pipeHeldOpen,
    @Nullable RuntimeException sinkFailure) {

  /** What made it end. */
  public enum How {
    /** By itself, or by a signal that was not ours. */
    EXITED,
    /** By us, since its time was over. */
    TIMED_OUT,
    /** By us, since {@link CommandProcess#stop()} was called. */
    STOPPED,
    /** By its guard, since this worker stood still for longer than the lease. */
    LEASE_LOST
  }
}
