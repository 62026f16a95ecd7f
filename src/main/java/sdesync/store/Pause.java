package sdesync.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An integration held back.
 *
 * @param until null for until resumed
 * @param by null when the worker did it
 * @param auto whether it was for too many failures in a row
 */
public record Pause(
    Instant since,
    @Nullable Instant until,
    @Nullable String by,
    @Nullable String note,
    boolean auto) {}
