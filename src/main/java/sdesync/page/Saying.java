package sdesync.page;

import org.jspecify.annotations.Nullable;

/**
 * What became of an order, in a sentence.
 *
 * @param good whether it went as asked
 * @param link where more of it is
 * @param linkText null for a sentence without a link
 */
public record Saying(boolean good, String text, String link, @Nullable String linkText) {}
