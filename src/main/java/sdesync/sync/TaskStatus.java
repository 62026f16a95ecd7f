package sdesync.sync;

/**
 * A status a task may have.
 *
 * @param id what SD Elements is told, {@code TS1}
 * @param name for people
 */
public record TaskStatus(String id, String name, Meaning meaning) {}
