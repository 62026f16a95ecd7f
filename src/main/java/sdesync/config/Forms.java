package sdesync.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sdesync.schedule.EngineSettings.AutoPause;

/** The forms that several keys share. */
final class Forms {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9}) ?(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9}) ?([kmg]?b)");
  private static final Pattern AUTO_PAUSE = Pattern.compile("(\\d{1,6}) +in +(\\S+)");
  private static final String DURATION_ALLOWED = "a duration such as 500ms, 30s, 5m, 1h, 7d";

  private Forms() {}

  static Form<Duration> duration(Duration least) {
    String allowed =
        least.isZero() ? DURATION_ALLOWED : DURATION_ALLOWED + ", at least " + shortly(least);
    return new Form<>(
        allowed,
        text -> {
          Duration duration = duration(text);
          if (duration.compareTo(least) < 0) {
            throw new Unfit("too short");
          }
          return duration;
        });
  }

  private static Duration duration(String text) {
    Matcher parts = DURATION.matcher(text);
    if (!parts.matches()) {
      throw new Unfit("not a duration");
    }
    long amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static String shortly(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + "s"
        : duration.toMillis() + "ms";
  }

  /** In bytes; a KB is 1024 of them. */
  static Form<Long> size() {
    return new Form<>(
        "a size above zero such as 512KB, 10MB, 2GB",
        text -> {
          Matcher parts = SIZE.matcher(text.toLowerCase(Locale.ROOT));
          if (!parts.matches()) {
            throw new Unfit("not a size");
          }
          long unit =
              switch (parts.group(2)) {
                case "b" -> 1L;
                case "kb" -> 1L << 10;
                case "mb" -> 1L << 20;
                default -> 1L << 30;
              };
          long bytes = Long.parseLong(parts.group(1)) * unit;
          if (bytes == 0) {
            throw new Unfit("not above zero");
          }
          return bytes;
        });
  }

  static Form<Integer> number(int least, int most) {
    return new Form<>(
        "a whole number from " + least + " to " + most,
        text -> {
          if (!text.matches("\\d{1,10}")) {
            throw new Unfit("not a whole number");
          }
          long number = Long.parseLong(text);
          if (number < least || number > most) {
            throw new Unfit("out of range");
          }
          return (int) number;
        });
  }

  static Form<Boolean> flag() {
    return word(Map.of("true", true, "false", false), "true, false");
  }

  /**
   * One of a few words.
   *
   * @param allowed the words in the order of the documentation
   */
  static <T> Form<T> word(Map<String, T> words, String allowed) {
    return new Form<>(
        allowed,
        text -> {
          T meant = words.get(text);
          if (meant == null) {
            throw new Unfit("not one of the words");
          }
          return meant;
        });
  }

  static Form<String> word(String... words) {
    return new Form<>(
        String.join(", ", words),
        text -> {
          if (!List.of(words).contains(text)) {
            throw new Unfit("not one of the words");
          }
          return text;
        });
  }

  static Form<String> text(String allowed) {
    return new Form<>(allowed, text -> text);
  }

  static Form<String> matching(String pattern, String allowed) {
    return new Form<>(
        allowed,
        text -> {
          if (!text.matches(pattern)) {
            throw new Unfit("not of that form");
          }
          return text;
        });
  }

  /** Items separated by commas. */
  static <T> Form<List<T>> list(Form<T> item) {
    return new Form<>(
        item.allowed() + "; several separated by commas",
        text ->
            Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .map(
                    each -> {
                      if (each.isEmpty()) {
                        throw new Unfit("an item is empty");
                      }
                      return item.read(each);
                    })
                .distinct()
                .toList());
  }

  static Form<Path> path() {
    return new Form<>(
        "a path, relative to the configuration file's folder or absolute",
        text -> {
          try {
            return Path.of(text);
          } catch (InvalidPathException e) {
            throw new Unfit("not a path");
          }
        });
  }

  static Form<ZoneId> zone() {
    return new Form<>(
        "an IANA time zone such as UTC, Europe/Berlin, America/Toronto",
        text -> {
          try {
            ZoneId zone = ZoneId.of(text);
            // Offsets such as +02:00 have no daylight saving and are not what anyone means.
            if (!text.equals("UTC") && !ZoneId.getAvailableZoneIds().contains(text)) {
              throw new Unfit("not an IANA zone");
            }
            return zone;
          } catch (DateTimeException e) {
            throw new Unfit("unknown time zone");
          }
        });
  }

  /** {@code 30 in 7d}; empty for {@code never}. */
  static Form<Optional<AutoPause>> autoPause() {
    return new Form<>(
        "never, or a number of runs and a time such as 30 in 7d",
        text -> {
          if (text.equals("never")) {
            return Optional.empty();
          }
          Matcher parts = AUTO_PAUSE.matcher(text);
          if (!parts.matches() || Integer.parseInt(parts.group(1)) == 0) {
            throw new Unfit("not of that form");
          }
          return Optional.of(
              new AutoPause(Integer.parseInt(parts.group(1)), duration(parts.group(2))));
        });
  }
}
