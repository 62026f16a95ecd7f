package sdesync.catalog;

import org.jspecify.annotations.Nullable;

/**
 * How far the reading of a list has come.
 *
 * @param items read so far
 * @param expected how many SD Elements says there are; null when it does not say
 */
public record ReadSoFar(long items, @Nullable Long expected) {}
