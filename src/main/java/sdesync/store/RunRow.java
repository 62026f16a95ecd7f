package sdesync.store;

import sdesync.history.Run;

/**
 * A run with the fence under which it was written last.
 *
 * @param fence version of its integration's row
 */
public record RunRow(Run run, long fence) {}
