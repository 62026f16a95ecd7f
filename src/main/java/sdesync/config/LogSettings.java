package sdesync.config;

/**
 * @param level {@code error}, {@code warn}, {@code info}, {@code debug} or {@code trace}
 * @param json one JSON object per line instead of plain text
 * @param node on each of these
 */
public record LogSettings(String level, boolean json, String node) {}
