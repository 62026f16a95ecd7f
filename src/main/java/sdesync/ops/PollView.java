package sdesync.ops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

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
    @Nullable Instant nextAt) {}
