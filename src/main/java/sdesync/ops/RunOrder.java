package sdesync.ops;

/**
 * An order to run integrations now.
 *
 * @param dryRun only says what would run, and of every other known integration why not
 */
public record RunOrder(Selector selector, boolean dryRun) {}
