package sdesync.cli;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times on the command line. */
final class TimeOptions {
  private TimeOptions() {}

  /** Reads {@code 30s}, {@code 10m}, {@code 2h}, {@code 1d}. */
  static final class Span implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return Times.duration(text)
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "\"" + Printable.inLine(text) + "\" is no duration such as 30s, 10m or 2h"));
    }
  }

  /** A time, or how long ago: {@code 2h}. */
  static @Nullable Instant past(String option, @Nullable String text, Instant now) {
    return text == null
        ? null
        : Times.duration(text).map(now::minus).orElseGet(() -> time(option, text));
  }

  /** A time, or how far ahead: {@code 2h}. */
  static @Nullable Instant future(String option, @Nullable String text, Instant now) {
    return text == null
        ? null
        : Times.duration(text).map(now::plus).orElseGet(() -> time(option, text));
  }

  private static Instant time(String option, String text) {
    return Times.instant(text)
        .orElseThrow(
            () ->
                new UsageProblem(
                    option
                        + " is \""
                        + Printable.inLine(text)
                        + "\"; allowed is a time such as 2026-11-23T21:00Z (UTC without a zone) or"
                        + " a duration such as 90m, 2h or 7d"));
  }
}
