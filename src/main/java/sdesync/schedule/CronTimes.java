package sdesync.schedule;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** The local times of one integration's cron, one bit per value; knows no zone. */
record CronTimes(long seconds, long minutes, long hours, CronDays days) {

  /** The first matching time, that one or later; null when none comes within 40 years. */
  @Nullable LocalDateTime from(LocalDateTime first) {
    LocalDate date = days.from(first.toLocalDate());
    if (date == null) {
      return null;
    }
    if (date.equals(first.toLocalDate())) {
      LocalDateTime sameDay = sameDay(first);
      if (sameDay != null) {
        return sameDay;
      }
      date = days.from(date.plusDays(1));
    }
    return date == null ? null : date.atTime(first(hours), first(minutes), first(seconds));
  }

  private @Nullable LocalDateTime sameDay(LocalDateTime from) {
    LocalDate date = from.toLocalDate();
    int hour = next(hours, from.getHour());
    if (hour == from.getHour()) {
      int minute = next(minutes, from.getMinute());
      if (minute == from.getMinute()) {
        int second = next(seconds, from.getSecond());
        if (second < 60) {
          return date.atTime(hour, minute, second);
        }
        minute = next(minutes, minute + 1);
      }
      if (minute < 60) {
        return date.atTime(hour, minute, first(seconds));
      }
      hour = next(hours, hour + 1);
    }
    return hour < 24 ? date.atTime(hour, first(minutes), first(seconds)) : null;
  }

  private static int first(long bits) {
    return Long.numberOfTrailingZeros(bits);
  }

  /** 64 when there is none; {@code from} is at most 60. */
  private static int next(long bits, int from) {
    return Long.numberOfTrailingZeros(bits & -(1L << from));
  }
}
