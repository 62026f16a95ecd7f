package sdesync.integration;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How often SD Elements wants an integration to be synchronised. */
public enum Frequency {
  MANUALLY,
  HOURLY,
  DAILY,
  WEEKLY,
  MONTHLY;

  /** The frequency of that exact wire name, empty for any other text. */
  public static Optional<Frequency> named(String wireName) {
    return Arrays.stream(values()).filter(f -> f.wireName().equals(wireName)).findFirst();
  }

  /** As the API writes it: {@code manually}, {@code hourly}, … */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
