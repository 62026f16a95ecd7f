package sdesync.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Frequency;
import sdesync.integration.Integration;

/**
 * The slots of every integration: pure functions of its id, its frequency and the settings. Safe
 * for use by many threads.
 */
public final class Slots {
  private final ZoneId zone;
  private final Map<Frequency, Cron> crons = new EnumMap<>(Frequency.class);
  private final Map<Long, Cron> ownCrons = new HashMap<>();

  /**
   * Reads the settings' cron texts.
   *
   * @throws IllegalArgumentException for a text that {@link Cron#parse} refuses, naming its key
   */
  public Slots(ScheduleSettings settings) {
    zone = settings.zone();
    settings.crons().forEach((frequency, text) -> crons.put(frequency, cron(frequency, text)));
    settings.ownCrons().forEach((id, text) -> ownCrons.put(id, cron("integration." + id, text)));
  }

  private static Cron cron(Frequency frequency, String text) {
    return cron(frequency.wireName(), text);
  }

  private static Cron cron(String key, String text) {
    try {
      return Cron.parse(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "schedule.%s '%s': %s".formatted(key, text, e.getMessage()), e);
    }
  }

  /**
   * The first slot strictly after that moment. Empty when it never runs by itself: {@code
   * manually}, a frequency that is not known, a cron that meets no date in 40 years.
   */
  public Optional<Instant> next(Integration integration, Instant after) {
    Cron cron = cronOf(integration);
    return cron == null ? Optional.empty() : cron.next(integration.id(), zone, after);
  }

  /** Why it has no schedule although it should have one; empty when all is well. */
  public Optional<String> problem(Integration integration) {
    if (integration.knownFrequency().isEmpty()) {
      return Optional.of(
          "frequency '%s' is not known; this worker knows %s"
              .formatted(integration.frequency(), knownFrequencies()));
    }
    Cron cron = cronOf(integration);
    // A cron repeats itself within 40 years, so where the search starts does not matter.
    if (cron != null && cron.next(integration.id(), zone, Instant.EPOCH).isEmpty()) {
      return Optional.of(
          "cron '%s' meets no date for integration %d; choose days from 1 to 28"
              .formatted(cron, integration.id()));
    }
    return Optional.empty();
  }

  private @Nullable Cron cronOf(Integration integration) {
    Frequency frequency = integration.knownFrequency().orElse(Frequency.MANUALLY);
    return frequency == Frequency.MANUALLY
        ? null
        : ownCrons.getOrDefault(integration.id(), crons.get(frequency));
  }

  private static String knownFrequencies() {
    return Arrays.stream(Frequency.values())
        .map(Frequency::wireName)
        .collect(Collectors.joining(", "));
  }
}
