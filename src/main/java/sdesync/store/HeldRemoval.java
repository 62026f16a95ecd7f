package sdesync.store;

/**
 * A suspicious list's removals, none of them done yet.
 *
 * @param count of integrations it dropped
 * @param seen good lists in a row that dropped exactly these
 * @param fingerprint of their ids
 */
public record HeldRemoval(int count, int seen, String fingerprint) {}
