package sdesync.sync;

import java.util.Locale;

/** What is to be done about a task or its item. */
public enum Action {
  /** The task has no item: make one, link it. */
  CREATE,
  /** The task's item is known: remember it, refer to it in SD Elements. */
  LINK,
  /** The item lacks labels. */
  ADD_TAGS,
  SET_STATUS_IN_TRACKER,
  SET_STATUS_IN_SDE,
  /** The task has left the project: its item is done with. */
  CLOSE,
  /** Nothing. */
  LEAVE;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
