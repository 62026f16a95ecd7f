package sdesync.retention;

/**
 * How much is kept ({@code history.*}).
 *
 * @param days in all
 * @param runs of each integration, skipped slots not counted
 * @param bytes of output
 */
public record RetentionSettings(int days, int runs, long bytes) {}
