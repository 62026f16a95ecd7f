package sdesync.ops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An order to hold integrations back.
 *
 * @param until null for until resumed
 */
public record PauseOrder(Selector selector, @Nullable Instant until, @Nullable String note) {}
