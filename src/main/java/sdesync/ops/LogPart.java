package sdesync.ops;

/**
 * A part of a run's captured, masked output.
 *
 * @param text from the asked offset on, as much as there is now
 * @param next offset to ask for next, in bytes of the output as kept
 * @param end whether nothing will follow
 */
public record LogPart(String text, long next, boolean end) {}
