package sdesync.schedule;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;

/**
 * The two kinds of time. Slots are times of the wall clock, which may be set; how long something
 * took or was silent is counted on the other one.
 *
 * @param wall may jump both ways
 * @param elapsed nanoseconds since some moment; never goes back, and counts the machine's sleep
 */
public record Clocks(InstantSource wall, LongSupplier elapsed) {
  /** To the millisecond, as the store keeps it. */
  Instant now() {
    return wall.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  long nanos() {
    return elapsed.getAsLong();
  }
}
