package sdesync.catalog;

import java.time.Duration;

/** Durations as people say them: {@code 45s}, {@code 3m}, {@code 2h}, {@code 5d}. */
final class Spoken {
  private Spoken() {}

  static String of(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 120) {
      return seconds + "s";
    }
    if (seconds < 2 * 3_600) {
      return seconds / 60 + "m";
    }
    return seconds < 2 * 86_400 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
  }
}
