package sdesync.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import sdesync.integration.Integration;

/** Slots to the millisecond, written into the frequency. */
final class SlotTexts {
  static final String NONE = "none";
  private static final String ONCE = "once ";
  private static final String EVERY = "every ";

  private SlotTexts() {}

  static String once(Instant slot) {
    return ONCE + slot.toEpochMilli();
  }

  static String every(Duration period, Duration offset) {
    return EVERY + period.toMillis() + " " + offset.toMillis();
  }

  static Optional<Instant> next(Integration integration, Instant after) {
    String frequency = integration.frequency();
    long now = after.toEpochMilli();
    if (frequency.startsWith(ONCE)) {
      long slot = Long.parseLong(frequency.substring(ONCE.length()));
      // A hundred days later again: an integration at rest has a next slot.
      long next = slot > now ? slot : now + Duration.ofDays(100).toMillis();
      return Optional.of(Instant.ofEpochMilli(next));
    }
    if (frequency.startsWith(EVERY)) {
      String[] numbers = frequency.split(" ", -1);
      long period = Long.parseLong(numbers[1]);
      long offset = Long.parseLong(numbers[2]) % period;
      long next = (Math.floorDiv(now - offset, period) + 1) * period + offset;
      return Optional.of(Instant.ofEpochMilli(next));
    }
    return Optional.of(after.plus(Duration.ofDays(100)));
  }
}
