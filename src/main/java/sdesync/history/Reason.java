package sdesync.history;

import java.util.Locale;

/**
 * Why a run ended, was skipped or waits. The fixed word of contract section 5; the run's message
 * says it in a sentence.
 */
public enum Reason {
  /** The command ended with another exit code than 0. */
  EXIT_CODE,
  /** The command could not be started. */
  LAUNCH_FAILED,
  /** The command outlived its time-out. */
  TIMEOUT,
  /** A Camel route used as a command failed. */
  ROUTE_FAILED,
  /** No handler has the command's name. */
  UNKNOWN_COMMAND,
  /** The command needs params and no admin token may fetch them. */
  PARAMS_MISSING,
  /** The params cannot be handed over or contradict themselves. */
  PARAMS_INVALID,
  /** SD Elements does not answer, or not sensibly. */
  SDE_UNREACHABLE,
  /** SD Elements refused our token. */
  SDE_UNAUTHORIZED,
  /** The tracker does not answer. */
  TARGET_UNREACHABLE,
  /** The tracker refused the credentials. */
  TARGET_UNAUTHORIZED,
  /** A native sync could not bring every task in step. */
  TASKS_FAILED,
  /** A native sync's plan would close too much. */
  PLAN_GUARD,
  /** Another run of the integration ran or waited when the slot came. */
  OVERLAP,
  /** The integration was paused. */
  PAUSED,
  /** SD Elements no longer lists the integration. */
  GONE,
  /** The integration became {@code manually} before its scheduled run started. */
  FREQUENCY_CHANGED,
  /** No node was running when the slot came. */
  MISSED,
  /** Somebody cancelled it. */
  CANCELLED,
  /** The worker stopped. */
  SHUTDOWN,
  /** The node that ran it died. */
  NODE_LOST,
  /** The node was cut off from its store for longer than the lease. */
  LEASE_LOST,
  /** The worker's disk is full. */
  DISK_FULL,
  /** The worker itself failed; the log has the cause. */
  INTERNAL_ERROR;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
