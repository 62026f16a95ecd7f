package sdesync.notify;

import java.util.Locale;

/** What people know of a subject that is not well; the graver ones come later. */
enum State {
  /** In: no success for too long. Out: a success. */
  LATE,
  /** In: the first failure. Out: a success. */
  FAILING,
  /** In: the engine paused it. Out: a success after somebody resumed it. */
  AUTO_PAUSED,
  /** SD Elements, which has no other. */
  DOWN;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isGraverThan(String known) {
    return compareTo(valueOf(known.toUpperCase(Locale.ROOT))) > 0;
  }
}
