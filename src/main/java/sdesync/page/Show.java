package sdesync.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values as the templates show them. */
public final class Show {
  private static final DateTimeFormatter EXACT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Show() {}

  /** {@code 3 h ago}, {@code in 12 min}, {@code now}. */
  public static String ago(Instant time, Instant now) {
    Duration ahead = Duration.between(now, time);
    if (ahead.abs().toSeconds() < 1) {
      return "now";
    }
    return ahead.isNegative() ? span(ahead.negated()) + " ago" : "in " + span(ahead);
  }

  public static String exact(Instant time) {
    return EXACT.format(time);
  }

  /** {@code 22:45}. */
  public static String clock(Instant time) {
    return CLOCK.format(time);
  }

  /** In its largest unit, rounded down; to two units where one says too little. */
  public static String span(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 1) {
      return span.toMillis() + " ms";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min" + (seconds < 600 ? rest(seconds % 60, " s") : "");
    }
    if (seconds < 2 * 86_400) {
      return seconds / 3600 + " h" + (seconds < 36_000 ? rest(seconds % 3600 / 60, " min") : "");
    }
    return seconds / 86_400 + " d";
  }

  private static String rest(long rest, String unit) {
    return rest == 0 ? "" : " " + rest + unit;
  }

  /** Between the two, empty when one is missing. */
  public static String took(@Nullable Instant from, @Nullable Instant to) {
    return from == null || to == null ? "" : span(Duration.between(from, to));
  }

  /** {@code 10,000}. */
  public static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  public static String bytes(long bytes) {
    if (bytes < 1_000) {
      return bytes + " B";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** {@code timed_out} as {@code timed out}. */
  public static String words(String word) {
    return word.replace('_', ' ');
  }

  /** A sign beside the word of a run's state, for who does not see the colour. */
  public static String sign(String state) {
    return switch (state) {
      case "succeeded" -> "✓";
      case "failed", "timed_out", "lost" -> "✕";
      case "refused" -> "⊘";
      case "running" -> "▶";
      case "queued" -> "…";
      default -> "–";
    };
  }
}
