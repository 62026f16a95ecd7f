package sdesync.sandbox;

/**
 * A phase of a project.
 *
 * @param id such as {@code X1}; a task holds it
 * @param slug what the params of an integration name
 */
public record Phase(String id, String name, String slug) {}
