package sdesync.run;

import java.time.Duration;
import java.util.Locale;

/** Durations as the configuration writes them. */
final class Durations {
  private Durations() {}

  /** {@code 1h}, {@code 1m30s}, {@code 0.5s}. */
  static String text(Duration duration) {
    return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
  }
}
