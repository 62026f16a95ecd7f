package sdesync.notify;

import java.util.Locale;

/** What people are told of. */
public enum Event {
  /** A run failed and the one before had not. */
  FAILED,
  /** A run succeeded after that, after a pause of its own accord, or after being late. */
  RECOVERED,
  /** No success for too long. */
  LATE,
  /** Paused after too many failures in a row. */
  AUTO_PAUSED,
  /** SD Elements does not answer, or refuses the token. */
  SDE_DOWN,
  SDE_BACK;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
