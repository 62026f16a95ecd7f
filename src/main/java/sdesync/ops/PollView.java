package sdesync.ops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sdesync.store.PollState;

/**
 * How the polls of one list stand.
 *
 * @param scope {@code all} or a project id
 * @param failingSince null while the last attempt was good
 * @param failures attempts in a row that failed
 */
public record PollView(
    String scope,
    @Nullable Instant lastAttemptAt,
    @Nullable Instant lastSuccessAt,
    @Nullable Instant failingSince,
    int failures,
    @Nullable String problem,
    @Nullable Instant nextAt) {

  static PollView of(PollState poll) {
    return new PollView(
        poll.scope(),
        poll.lastAttempt(),
        poll.lastSuccess(),
        poll.failingSince(),
        poll.failures(),
        poll.problem(),
        poll.nextAt());
  }
}
