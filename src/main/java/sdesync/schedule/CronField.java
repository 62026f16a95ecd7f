package sdesync.schedule;

import java.util.List;
import java.util.Locale;

/** The fields of a cron text in the order they are written, the seconds being optional. */
enum CronField {
  SECOND(0, 59),
  MINUTE(0, 59),
  HOUR(0, 23),
  /** A bare {@code H} stays within 1-28, the days that every month has. */
  DAY_OF_MONTH(1, 31),
  MONTH(1, 12, "jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec"),
  /** 0 and 7 are both Sunday (crontab(5)). */
  DAY_OF_WEEK(0, 7, "sun,mon,tue,wed,thu,fri,sat");

  final int low;
  final int high;
  private final String names;

  CronField(int low, int high) {
    this.low = low;
    this.high = high;
    this.names = "";
  }

  CronField(int low, int high, String names) {
    this.low = low;
    this.high = high;
    this.names = names;
  }

  /** The last value of {@code *} and of a bare {@code H}: each of them counts a value once. */
  int last(boolean spread) {
    return switch (this) {
      case DAY_OF_MONTH -> spread ? 28 : high;
      case DAY_OF_WEEK -> 6;
      default -> high;
    };
  }

  /** The value of a name such as {@code mon}, in either case; -1 for any other text. */
  int named(String name) {
    int index = List.of(names.split(",")).indexOf(name.toLowerCase(Locale.ROOT));
    return index < 0 ? -1 : low + index;
  }

  String allowed() {
    return names.isEmpty()
        ? low + "-" + high
        : low + "-" + high + " or one of " + names.replace(",", ", ");
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
