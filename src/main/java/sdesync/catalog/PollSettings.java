package sdesync.catalog;

import java.time.Duration;

/**
 * @param every from one poll to the next
 */
public record PollSettings(Duration every) {}
