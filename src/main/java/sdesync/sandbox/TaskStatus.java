package sdesync.sandbox;

/**
 * A status a task can have. Organisations add their own, each with one of three meanings.
 *
 * @param id such as {@code TS2}: what a task holds and what a PATCH sends
 * @param meaning {@code TODO}, {@code DONE} or {@code NA}
 */
public record TaskStatus(String id, String name, String slug, String meaning) {}
