package sdesync.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import sdesync.store.Life;

/**
 * When some node was running and reaching the store.
 *
 * @param now some node is there now: the one that asks
 */
record Liveness(List<Life> lives, Instant now) {
  /** How late a slot may be noticed and still not be missed (contract section 5, rule 1). */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  Liveness {
    lives = List.copyOf(lives);
  }

  /** Whether nobody was there to run what was due at that time. */
  boolean missed(Instant slot) {
    Instant last = slot.plus(TOLERANCE);
    return last.isBefore(now)
        && lives.stream()
            .noneMatch(life -> !life.since().isAfter(last) && !life.seen().isBefore(slot));
  }

  /** Whether a slot of that time needs no look at anybody's life. */
  static boolean recent(Instant slot, Instant now) {
    return !slot.plus(TOLERANCE).isBefore(now);
  }
}
