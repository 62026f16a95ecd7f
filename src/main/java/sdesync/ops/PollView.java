package sdesync.ops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sdesync.catalog.ReadSoFar;
import sdesync.store.PollState;

/**
 * How the polls of one list stand.
 *
 * @param scope {@code all} or a project id
 * @param failingSince null while the last attempt was good
 * @param failures attempts in a row that failed
 * @param reading how far the poll that goes on has come; null while none goes on here
 */
public record PollView(
    String scope,
    @Nullable Instant lastAttemptAt,
    @Nullable Instant lastSuccessAt,
    @Nullable Instant failingSince,
    int failures,
    @Nullable String problem,
    @Nullable Instant nextAt,
    @Nullable Reading reading) {

  /**
   * @param items read so far
   * @param expected how many SD Elements says there are; null when it does not say
   */
  public record Reading(long items, @Nullable Long expected) {}

  static PollView of(PollState poll, @Nullable ReadSoFar reading) {
    return new PollView(
        poll.scope(),
        poll.lastAttempt(),
        poll.lastSuccess(),
        poll.failingSince(),
        poll.failures(),
        poll.problem(),
        poll.nextAt(),
        reading == null ? null : new Reading(reading.items(), reading.expected()));
  }
}
