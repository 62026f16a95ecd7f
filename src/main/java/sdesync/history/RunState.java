package sdesync.history;

import java.util.Locale;

/** Where a run stands. The engine alone moves it. */
public enum RunState {
  /**
   * In: a manual request, a due slot that must wait, a retry or a recovery. Out: a node's claim.
   */
  QUEUED,
  /** In: a node's claim. Out: that node's finish, or the reaper when the node died. */
  RUNNING,
  /** In: exit code 0, or a route or native sync that ended well. Final. */
  SUCCEEDED,
  /** In: the command or what it needs failed and no attempt is left. Final. */
  FAILED,
  /** In: the command outlived its time-out and was ended. Final. */
  TIMED_OUT,
  /** In: ops, a stopping worker or a lost lease ended it. Final; the latter two are cut. */
  CANCELLED,
  /** In: it may not run (unknown command, missing params, …). Final; nothing was executed. */
  REFUSED,
  /** In: its slot was accounted for without running. Final. */
  SKIPPED,
  /** In: the reaper, when its node died. Final; its work runs again as a recovery. */
  LOST;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean isFinal() {
    return this != QUEUED && this != RUNNING;
  }
}
