package sdesync.integration;

/** Why a running run is told to stop before its end. */
public enum StopCause {
  /** Somebody cancelled it. */
  CANCELLED,
  /** The worker is stopping. */
  SHUTDOWN,
  /** The worker was cut off from its store, or stopped, for longer than the lease. */
  LEASE_LOST
}
