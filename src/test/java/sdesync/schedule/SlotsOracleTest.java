package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The slots against an enumeration of every single minute that knows no shortcut. */
class SlotsOracleTest {
  private static final int CASES = 20;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UTC",
        "Europe/Berlin",
        "America/New_York",
        "Australia/Lord_Howe",
        "America/Santiago",
        "Africa/Cairo",
        "Asia/Beirut",
        "Africa/Casablanca",
        "Pacific/Chatham",
        "Antarctica/Troll"
      })
  void next_finds_exactly_what_an_enumeration_of_all_minutes_finds(String zoneName) {
    ZoneId zone = ZoneId.of(zoneName);
    Random random = new Random(zoneName.hashCode());
    for (int i = 0; i < CASES; i++) {
      String text = randomCron(random);
      long id = 1L + random.nextInt(1_000_000);
      Instant from = aDayAroundAChangeOfTheClock(zone, random);
      Instant to = from.plus(Duration.ofDays(4));
      List<Instant> expected = List.copyOf(enumerated(text, zone, from, to));
      assertThat(SlotExamples.all(text, id, zone, from, to))
          .as("%s in %s after %s", text, zone, from)
          .isEqualTo(expected);
      startedAnywhereItIsTheSame(text, id, zone, expected, random);
    }
  }

  private static void startedAnywhereItIsTheSame(
      String text, long id, ZoneId zone, List<Instant> slots, Random random) {
    Cron cron = Cron.parse(text);
    for (int i = 1; i < slots.size(); i += 1 + random.nextInt(20)) {
      long gap = Duration.between(slots.get(i - 1), slots.get(i)).toNanos();
      Instant between = slots.get(i - 1).plusNanos((long) (random.nextDouble() * gap));
      assertThat(cron.next(id, zone, between))
          .as("%s after %s", text, between)
          .hasValue(slots.get(i));
    }
  }

  /** Every minute of the clock on the wall, mapped to moments as contract section 5 rule 8 says. */
  private static SortedSet<Instant> enumerated(String text, ZoneId zone, Instant from, Instant to) {
    boolean elapsed = text.split(" ", -1)[1].startsWith("*");
    SortedSet<Instant> slots = new TreeSet<>();
    if (elapsed) {
      for (Instant at = from.truncatedTo(ChronoUnit.MINUTES);
          !at.isAfter(to);
          at = at.plus(1, ChronoUnit.MINUTES)) {
        if (matches(text, at.atZone(zone).toLocalDateTime())) {
          slots.add(at);
        }
      }
    } else {
      LocalDateTime end = LocalDateTime.ofInstant(to, ZoneOffset.UTC).plusDays(2);
      for (LocalDateTime local = LocalDateTime.ofInstant(from, ZoneOffset.UTC).minusDays(2);
          local.isBefore(end);
          local = local.plusMinutes(1)) {
        if (matches(text, local)) {
          // Java's own rule: forward by the gap's length, the earlier of two offsets.
          slots.add(local.atZone(zone).toInstant());
        }
      }
    }
    slots.removeIf(slot -> !slot.isAfter(from) || slot.isAfter(to));
    return slots;
  }

  /** A second reading of crontab(5), for texts of numbers, lists, ranges and steps alone. */
  private static boolean matches(String text, LocalDateTime at) {
    String[] field = text.split(" ", -1);
    boolean dayOfMonth = in(field[2], at.getDayOfMonth(), 1, 31);
    int weekday = at.getDayOfWeek().getValue();
    boolean dayOfWeek = in(field[4], weekday, 0, 7) || (weekday == 7 && in(field[4], 0, 0, 7));
    boolean both = field[2].startsWith("*") || field[4].startsWith("*");
    return in(field[0], at.getMinute(), 0, 59)
        && in(field[1], at.getHour(), 0, 23)
        && in(field[3], at.getMonthValue(), 1, 12)
        && (both ? dayOfMonth && dayOfWeek : dayOfMonth || dayOfWeek);
  }

  private static boolean in(String list, int value, int low, int high) {
    for (String member : list.split(",", -1)) {
      String[] step = member.split("/", -1);
      String[] range =
          step[0].equals("*") ? new String[] {low + "", high + ""} : step[0].split("-", -1);
      int from = Integer.parseInt(range[0]);
      int to = Integer.parseInt(range[range.length - 1]);
      int by = step.length > 1 ? Integer.parseInt(step[1]) : 1;
      if (value >= from && value <= to && (value - from) % by == 0) {
        return true;
      }
    }
    return false;
  }

  private static String randomCron(Random random) {
    return String.join(
        " ",
        field(random, 0, 59, 20),
        field(random, 0, random.nextBoolean() ? 4 : 23, 35),
        field(random, 1, 31, 70),
        field(random, 1, 12, 85),
        field(random, 0, 7, 70));
  }

  private static String field(Random random, int low, int high, int percentStar) {
    if (random.nextInt(100) < percentStar) {
      return random.nextInt(4) == 0 ? "*/" + (1 + random.nextInt(Math.min(7, high - low))) : "*";
    }
    List<String> members = new ArrayList<>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int from = low + random.nextInt(high - low + 1);
      int to = from + random.nextInt(high - from + 1);
      members.add(
          switch (random.nextInt(3)) {
            case 0 -> "" + from;
            case 1 -> from + "-" + to;
            default -> from + "-" + to + "/" + (1 + random.nextInt(high - low));
          });
    }
    return String.join(",", members);
  }

  private static Instant aDayAroundAChangeOfTheClock(ZoneId zone, Random random) {
    Instant day = Instant.parse("2024-01-01T00:00:00Z").plus(random.nextInt(1500), ChronoUnit.DAYS);
    var change = zone.getRules().nextTransition(day);
    Instant near = change == null ? day : change.getInstant();
    return near.minus(random.nextInt(36 * 60), ChronoUnit.MINUTES);
  }
}
