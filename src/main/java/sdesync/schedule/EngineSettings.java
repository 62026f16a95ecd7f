package sdesync.schedule;

import java.time.Duration;
import java.util.Optional;

/**
 * Limits of the engine on one node ({@code run.*}).
 *
 * @param concurrency runs at once on this node
 * @param perTarget runs at once against one target host
 * @param retries further attempts after a transient failure
 * @param backoff before the first further attempt; doubles
 * @param autoPause empty for never
 */
public record EngineSettings(
    String node,
    int concurrency,
    int perTarget,
    Duration drain,
    Duration grace,
    Duration lease,
    int retries,
    Duration backoff,
    Optional<AutoPause> autoPause) {

  /** Pause after that many consecutive failures of their own over at least that time. */
  public record AutoPause(int failures, Duration over) {}
}
