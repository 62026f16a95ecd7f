package sdesync.schedule;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The dates of a cron, one bit per value.
 *
 * @param either whether a date of either day field counts, or only one of both
 */
record CronDays(long daysOfMonth, long months, long daysOfWeek, boolean either) {
  /** The longest wait for a date that exists: a 29 February on a given weekday over 2100. */
  private static final int YEARS = 40;

  /** The first matching date, that one or later; null when none comes within 40 years. */
  @Nullable LocalDate from(LocalDate first) {
    LocalDate date = first;
    LocalDate end = first.plusYears(YEARS);
    while (date.isBefore(end)) {
      long month = months & -(1L << date.getMonthValue());
      if (month == 0) {
        date = LocalDate.of(date.getYear() + 1, 1, 1);
      } else if (Long.numberOfTrailingZeros(month) != date.getMonthValue()) {
        date = LocalDate.of(date.getYear(), Long.numberOfTrailingZeros(month), 1);
      } else {
        int day = dayFrom(date);
        if (day > 0) {
          return date.withDayOfMonth(day);
        }
        date = date.withDayOfMonth(1).plusMonths(1);
      }
    }
    return null;
  }

  private int dayFrom(LocalDate date) {
    int weekday = date.getDayOfWeek().getValue() % 7;
    for (int day = date.getDayOfMonth(); day <= date.lengthOfMonth(); day++) {
      boolean ofMonth = (daysOfMonth >>> day & 1) == 1;
      boolean ofWeek = (daysOfWeek >>> weekday & 1) == 1;
      if (either ? ofMonth || ofWeek : ofMonth && ofWeek) {
        return day;
      }
      weekday = (weekday + 1) % 7;
    }
    return 0;
  }
}
