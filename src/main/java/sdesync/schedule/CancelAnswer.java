package sdesync.schedule;

/** What became of a request to cancel a run. */
public enum CancelAnswer {
  /** It waited, and has ended now. */
  CANCELLED,
  /** It runs; its node has been told and ends its command. */
  STOPPING,
  /** It had ended before. */
  ALREADY_ENDED,
  /** No run has that id. */
  UNKNOWN
}
