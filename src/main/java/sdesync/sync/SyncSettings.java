package sdesync.sync;

/**
 * How native syncs work.
 *
 * @param closeOrphans {@code sync.close-orphans}: whether the item of a task that left the project
 *     is closed
 */
public record SyncSettings(boolean closeOrphans) {}
