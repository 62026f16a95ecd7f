package sdesync.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sdesync.history.Reason;

/**
 * How the polls of one list stand.
 *
 * @param scope {@code all} or a project id
 * @param nextAt when the next one is due
 * @param lastSuccess when the reading of the list in force began; null when none was ever read
 * @param failingSince null while the last attempt was good
 * @param goodSince when the first of the good attempts since the last failure began; null while it
 *     fails
 * @param failures attempts in a row that failed
 * @param reason {@link Reason#SDE_UNREACHABLE} or {@link Reason#SDE_UNAUTHORIZED} when that is why
 *     it fails, else null
 */
public record PollState(
    String scope,
    Instant nextAt,
    @Nullable Instant lastAttempt,
    @Nullable Instant lastSuccess,
    @Nullable Instant failingSince,
    @Nullable Instant goodSince,
    int failures,
    @Nullable Reason reason,
    @Nullable String problem,
    @Nullable HeldRemoval held) {
  private static final Duration LATE = Duration.ofHours(24);

  /** The same list after an attempt that failed. */
  public PollState failing(
      Instant since, int times, @Nullable Reason why, String message, Instant next) {
    return new PollState(
        scope, next, lastAttempt, lastSuccess, since, null, times, why, message, held);
  }

  /** Whether the list in force is older than 24 hours; false when there is none. */
  public boolean isLate(Instant now) {
    return lastSuccess != null && lastSuccess.plus(LATE).isBefore(now);
  }
}
