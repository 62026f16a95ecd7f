package sdesync.run;

/**
 * A part of a run's kept output, for someone who reads on and on while the run goes.
 *
 * @param text safe to show on a terminal
 * @param next the offset to ask for next, in bytes of the file; the asked one when nothing is there
 */
public record OutputPart(String text, long next) {}
