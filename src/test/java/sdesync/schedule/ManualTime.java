package sdesync.schedule;

import java.time.Duration;
import java.time.Instant;

/** Time that passes when a test says so. */
final class ManualTime {
  private Instant wall;
  private long nanos = 1_000_000_000_000L;

  ManualTime(Instant start) {
    wall = start;
  }

  Clocks clocks() {
    return new Clocks(() -> wall, () -> nanos);
  }

  Instant now() {
    return wall;
  }

  void pass(Duration time) {
    wall = wall.plus(time);
    nanos += time.toNanos();
  }

  /** Somebody sets the clock; no time passes. */
  void set(Instant to) {
    wall = to;
  }
}
