package sdesync.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as people read and write them. */
final class Times {
  private static final Pattern SPAN = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final DateTimeFormatter SHORT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'").withZone(ZoneOffset.UTC);

  private Times() {}

  /** {@code 3 h ago}, {@code in 12 min}, {@code now}; {@code -} for none. */
  static String relative(@Nullable Instant time, Instant now) {
    if (time == null) {
      return "-";
    }
    Duration ahead = Duration.between(now, time);
    if (ahead.abs().toSeconds() < 1) {
      return "now";
    }
    return ahead.isNegative() ? span(ahead.negated()) + " ago" : "in " + span(ahead);
  }

  /** With both: {@code 3 h ago (2026-11-23 18:00Z)}. */
  static String both(@Nullable Instant time, Instant now) {
    return time == null ? "-" : relative(time, now) + " (" + absolute(time) + ")";
  }

  /** To the minute, UTC. */
  static String absolute(Instant time) {
    return SHORT.format(time);
  }

  /** In its largest unit, rounded down; to two units where one says too little. */
  static String span(Duration span) {
    long seconds = span.toSeconds();
    if (seconds < 1) {
      return span.toMillis() + " ms";
    }
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min";
    }
    if (seconds < 2 * 86_400) {
      return seconds / 3600 + " h" + (seconds < 7200 ? " " + seconds % 3600 / 60 + " min" : "");
    }
    return seconds / 86_400 + " d";
  }

  /** Reads {@code 30s}, {@code 5m}, {@code 1h}, {@code 7d}. */
  static Optional<Duration> duration(String text) {
    var parts = SPAN.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    long count = Long.parseLong(parts.group(1));
    return Optional.of(
        switch (parts.group(2)) {
          case "ms" -> Duration.ofMillis(count);
          case "s" -> Duration.ofSeconds(count);
          case "m" -> Duration.ofMinutes(count);
          case "h" -> Duration.ofHours(count);
          default -> Duration.ofDays(count);
        });
  }

  /** Reads an ISO-8601 time or date, UTC where it says no zone. */
  static Optional<Instant> instant(String text) {
    try {
      if (text.length() == "2026-11-23".length()) {
        return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      String iso = text.replace(' ', 'T');
      boolean zoned = iso.endsWith("Z") || iso.matches(".*[+-]\\d\\d:?\\d\\d");
      return Optional.of(
          zoned && iso.length() > "2026-11-23".length()
              ? OffsetDateTime.parse(iso).toInstant()
              : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
