package sdesync.schedule;

import java.time.Duration;

/** Something that is done again and again, first of all at once. */
final class Every {
  private final long between;
  private final Clocks clocks;
  private long last;

  Every(Duration between, Clocks clocks) {
    this.between = between.toNanos();
    this.clocks = clocks;
    this.last = clocks.nanos() - this.between;
  }

  boolean due() {
    return clocks.nanos() - last >= between;
  }

  void done() {
    last = clocks.nanos();
  }
}
