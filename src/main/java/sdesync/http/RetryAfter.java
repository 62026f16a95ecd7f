package sdesync.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** How long a server asks to be left alone (RFC 9110 section 10.2.3). */
public final class RetryAfter {
  private RetryAfter() {}

  /** From seconds or a date; empty when it says neither. */
  public static Optional<Duration> of(Answer answer, InstantSource clock) {
    return answer.header("Retry-After").flatMap(text -> delay(text.strip(), clock));
  }

  private static Optional<Duration> delay(String text, InstantSource clock) {
    if (text.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
    }
    try {
      Instant until =
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT))
              .toInstant();
      Duration wait = Duration.between(clock.instant(), until);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
