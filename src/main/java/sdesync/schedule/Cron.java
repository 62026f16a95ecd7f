package sdesync.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A cron text: the five fields of crontab(5), optionally led by seconds, with {@code H} for a value
 * derived from the integration's id. Immutable.
 */
public final class Cron {
  private static final int[] LONGEST_MONTH = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private final String text;
  private final Map<CronField, CronValues> fields;

  private Cron(String text, Map<CronField, CronValues> fields) {
    this.text = text;
    this.fields = fields;
  }

  /**
   * Reads a cron text.
   *
   * @throws IllegalArgumentException naming the field, its column (from 1), the value and what is
   *     allowed, or saying that no date can ever match
   */
  public static Cron parse(String text) {
    Cron cron = new Cron(text, new EnumMap<>(CronReader.read(text)));
    if (!cron.canMatch()) {
      throw new IllegalArgumentException(
          "no month it names has a day it names; choose days from 1 to 28");
    }
    return cron;
  }

  /** Whether it was written with a sixth, leading field. */
  public boolean hasSeconds() {
    return fields.containsKey(CronField.SECOND);
  }

  /** The first slot of that integration strictly after; empty when none comes within 40 years. */
  Optional<Instant> next(long integrationId, ZoneId zone, Instant after) {
    CronTimes times =
        new CronTimes(
            fields.containsKey(CronField.SECOND) ? bits(CronField.SECOND, integrationId) : 1,
            bits(CronField.MINUTE, integrationId),
            bits(CronField.HOUR, integrationId),
            days(integrationId));
    boolean elapsed = field(CronField.HOUR).starred();
    ZonedSlots slots = new ZonedSlots(times, zone.getRules());
    return Optional.ofNullable(elapsed ? slots.elapsedAfter(after) : slots.localAfter(after));
  }

  private CronDays days(long integrationId) {
    return new CronDays(
        bits(CronField.DAY_OF_MONTH, integrationId),
        bits(CronField.MONTH, integrationId),
        bits(CronField.DAY_OF_WEEK, integrationId),
        eitherDay());
  }

  /** crontab(5): the day is one of either field when both are restricted, else one of both. */
  private boolean eitherDay() {
    return !field(CronField.DAY_OF_MONTH).starred() && !field(CronField.DAY_OF_WEEK).starred();
  }

  private boolean canMatch() {
    if (eitherDay()) {
      return true;
    }
    long days = field(CronField.DAY_OF_MONTH).anyBits();
    long months = field(CronField.MONTH).anyBits();
    for (int month = 1; month <= 12; month++) {
      long existing = (1L << (LONGEST_MONTH[month - 1] + 1)) - 1;
      if ((months >>> month & 1) == 1 && (days & existing) != 0) {
        return true;
      }
    }
    return false;
  }

  private long bits(CronField field, long integrationId) {
    return field(field).bits(integrationId);
  }

  private CronValues field(CronField field) {
    return Objects.requireNonNull(fields.get(field));
  }

  @Override
  public String toString() {
    return text;
  }
}
