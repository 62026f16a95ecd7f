package sdesync.bench;

import java.time.Duration;
import java.util.List;

/** How late things were, in milliseconds. */
record Lateness(List<Double> sorted) {
  static Lateness of(List<Duration> all) {
    return new Lateness(all.stream().map(d -> d.toNanos() / 1e6).sorted().toList());
  }

  /** That percentile; the worst for few values. */
  double of(int percent) {
    if (sorted.isEmpty()) {
      throw new IllegalStateException("nothing was measured; let it run for longer");
    }
    int index = (int) Math.ceil(sorted.size() * percent / 100.0) - 1;
    return sorted.get(Math.max(0, index));
  }
}
