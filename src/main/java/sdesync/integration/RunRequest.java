package sdesync.integration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to run one integration: what every trigger sends to {@code direct:run-integration}.
 * The route answers with the attempt's outcome.
 *
 * @param runId starts with {@code r}; unique over all stores
 * @param integration as last seen by a poll; the run fetches it afresh
 * @param slot the scheduled time it stands for, null for a manual run
 * @param attempt 1 for the first
 */
public record RunRequest(
    String runId,
    Integration integration,
    Trigger trigger,
    @Nullable Instant slot,
    int attempt,
    Cancellation cancellation) {}
