package sdesync.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One finished attempt of a run that had more than one. */
public record Attempt(
    int attempt,
    Instant startedAt,
    Instant finishedAt,
    RunState state,
    @Nullable Reason reason,
    String message,
    @Nullable Integer exitCode,
    @Nullable String node) {}
