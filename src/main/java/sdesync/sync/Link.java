package sdesync.sync;

/**
 * A task and the item that is its own.
 *
 * @param taskId {@code 1-T2}
 * @param location {@link IssueTracker#location()}; elsewhere the link says nothing
 * @param ref {@link WorkItem#ref()}
 * @param key {@link WorkItem#key()}
 * @param referenced whether SD Elements was told
 * @param left whether the item was closed since its task had left the project
 * @param owed the note that is still to be left at the task; empty when none is
 */
public record Link(
    String taskId,
    String location,
    String ref,
    String key,
    boolean referenced,
    boolean left,
    String owed) {}
