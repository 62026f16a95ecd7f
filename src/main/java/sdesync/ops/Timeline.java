package sdesync.ops;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import sdesync.ops.Board.Row;
import sdesync.schedule.SlotRule;

/**
 * How many slots come in each quarter of an hour of the next 24 hours.
 *
 * @param from the begin of the first quarter
 * @param integrations how many were looked at
 */
public record Timeline(Instant from, List<Integer> counts, int integrations) {
  public static final Duration STEP = Duration.ofMinutes(15);
  private static final int STEPS = 96;

  public Timeline {
    counts = List.copyOf(counts);
  }

  static Timeline of(List<Row> rows, SlotRule slots, Instant now) {
    Instant hour = now.truncatedTo(ChronoUnit.HOURS);
    Instant from = hour.plus(STEP.multipliedBy(Duration.between(hour, now).dividedBy(STEP)));
    Instant end = from.plus(STEP.multipliedBy(STEPS));
    int[] counts = new int[STEPS];
    for (Row row : rows) {
      Instant slot = row.next();
      while (slot != null && slot.isBefore(end)) {
        if (!slot.isBefore(from)) {
          counts[(int) Duration.between(from, slot).dividedBy(STEP)]++;
        }
        slot = slots.next(row.integration(), slot).orElse(null);
      }
    }
    return new Timeline(from, IntStream.of(counts).boxed().toList(), rows.size());
  }

  public int total() {
    return counts.stream().mapToInt(Integer::intValue).sum();
  }

  public int most() {
    return counts.stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** The begin of that quarter. */
  public Instant at(int step) {
    return from.plus(STEP.multipliedBy(step));
  }
}
