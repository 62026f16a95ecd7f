package sdesync.store;

import java.time.Instant;

/**
 * A time during which a process of a node was running and reaching the store.
 *
 * @param seen the last time
 */
public record Life(String node, Instant since, Instant seen) {}
