package sdesync.schedule;

/**
 * The rules an administrator can set for the ledger.
 *
 * @param catchUp {@code schedule.catch-up}: whether the newest slot missed is run
 */
public record LedgerSettings(EngineSettings engine, boolean catchUp) {}
