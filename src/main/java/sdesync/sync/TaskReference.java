package sdesync.sync;

/**
 * What SD Elements shows at a task as the item it belongs to.
 *
 * @param connection the integration that made it
 * @param reference {@link WorkItem#ref()}
 * @param name {@link WorkItem#key()}
 * @param link {@link WorkItem#link()}
 */
public record TaskReference(long connection, String reference, String name, String link) {}
