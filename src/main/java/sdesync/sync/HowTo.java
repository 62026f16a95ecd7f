package sdesync.sync;

/**
 * How to fulfil a task with some technology.
 *
 * @param text Markdown
 */
public record HowTo(String title, String text) {}
