package sdesync.schedule;

/** What an engine claims. */
public enum EngineMode {
  /** Every due slot and every request: the daemon. */
  EVERYTHING,
  /** Only what was asked for through this very engine: a command line without a daemon. */
  ONLY_REQUESTED
}
