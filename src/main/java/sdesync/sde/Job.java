package sdesync.sde;

/**
 * A sync that somebody asked for in SD Elements and that nobody has run yet: a job that is not
 * ready.
 *
 * @param kind what the paths of its kind end with
 * @param user who asked, as far as SD Elements says; empty when it does not
 */
public record Job(String kind, long id, long connection, String type, String user) {}
