package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static sdesync.schedule.SlotExamples.defaults;
import static sdesync.schedule.SlotExamples.integration;
import static sdesync.schedule.SlotExamples.slots;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlotsTest {
  private static final Instant START = Instant.parse("2026-11-23T10:17:30Z");

  @Test
  void each_frequency_has_its_slots_in_the_settings_zone() {
    Slots slots = defaults("America/New_York");
    ZoneId zone = ZoneId.of("America/New_York");
    for (long id = 1; id <= 200; id++) {
      ZonedDateTime hourly = next(slots, id, "hourly", zone);
      assertThat(Duration.between(START, hourly)).isBetween(Duration.ZERO, Duration.ofHours(1));
      ZonedDateTime daily = next(slots, id, "daily", zone);
      assertThat(daily.getHour()).isBetween(0, 5);
      assertThat(Duration.between(START, daily)).isBetween(Duration.ZERO, Duration.ofDays(1));
      ZonedDateTime weekly = next(slots, id, "weekly", zone);
      assertThat(weekly.getDayOfWeek()).isBetween(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
      assertThat(Duration.between(START, weekly)).isBetween(Duration.ZERO, Duration.ofDays(7));
      ZonedDateTime monthly = next(slots, id, "monthly", zone);
      assertThat(monthly.getDayOfMonth()).isBetween(1, 28);
      assertThat(Duration.between(START, monthly)).isBetween(Duration.ZERO, Duration.ofDays(31));
    }
  }

  private static ZonedDateTime next(Slots slots, long id, String frequency, ZoneId zone) {
    return slots.next(integration(id, frequency), START).orElseThrow().atZone(zone);
  }

  @Test
  void a_year_has_the_slots_one_expects_in_every_zone() {
    for (String zone : new String[] {"UTC", "Europe/Berlin", "Australia/Lord_Howe"}) {
      assertThat(countOfYear(zone, "hourly")).isBetween(8_759, 8_761);
      assertThat(countOfYear(zone, "daily")).isEqualTo(365);
      assertThat(countOfYear(zone, "weekly")).isBetween(52, 53);
      assertThat(countOfYear(zone, "monthly")).isEqualTo(12);
    }
  }

  private static int countOfYear(String zone, String frequency) {
    Slots slots = defaults(zone);
    ZonedDateTime newYear = ZonedDateTime.of(2027, 1, 1, 0, 0, 0, 0, ZoneId.of(zone));
    Instant end = newYear.plusYears(1).toInstant();
    int count = 0;
    Instant slot = newYear.toInstant().minusSeconds(1);
    while (true) {
      slot = slots.next(integration(42, frequency), slot).orElseThrow();
      if (!slot.isBefore(end)) {
        return count;
      }
      count++;
    }
  }

  @Test
  void manually_never_has_a_slot_and_no_problem() {
    Slots slots = slots("UTC", Map.of(42L, "* * * * *"));
    assertThat(slots.next(integration(42, "manually"), START)).isEmpty();
    assertThat(slots.problem(integration(42, "manually"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"fortnightly", "Daily", "", "daily "})
  void an_unknown_frequency_has_no_slot_and_says_why(String frequency) {
    Slots slots = slots("UTC", Map.of(42L, "* * * * *"));
    assertThat(slots.next(integration(42, frequency), START)).isEmpty();
    assertThat(slots.problem(integration(42, frequency)))
        .hasValue(
            "frequency '"
                + frequency
                + "' is not known; this worker knows manually, hourly, daily, weekly, monthly");
  }

  @Test
  void an_own_cron_beats_the_frequency_for_that_integration_only() {
    Slots slots = slots("UTC", Map.of(42L, "5 4 * * *"));
    assertThat(slots.next(integration(42, "hourly"), START))
        .hasValue(Instant.parse("2026-11-24T04:05:00Z"));
    assertThat(slots.next(integration(43, "hourly"), START))
        .get()
        .isNotEqualTo(Instant.parse("2026-11-24T04:05:00Z"));
    assertThat(slots.problem(integration(42, "hourly"))).isEmpty();
  }

  @Test
  void a_cron_that_meets_no_date_for_one_integration_is_its_problem() {
    // H may become 30 or 31, which February has not.
    Slots slots =
        slots(
            "UTC",
            LongStream.rangeClosed(1, 40)
                .boxed()
                .collect(Collectors.toMap(Function.identity(), id -> "0 0 H(28-31) 2 *")));
    long without = 0;
    for (long id = 1; id <= 40; id++) {
      boolean none = slots.next(integration(id, "daily"), START).isEmpty();
      assertThat(slots.problem(integration(id, "daily")).isPresent()).isEqualTo(none);
      without += none ? 1 : 0;
    }
    assertThat(without).isBetween(10L, 30L);
  }

  @Test
  void a_cron_that_cannot_be_read_is_refused_with_its_key() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> slots("UTC", Map.of(42L, "0 25 * * *")))
        .withMessage("schedule.integration.42 '0 25 * * *': hour, column 3: '25'; allowed is 0-23");
  }

  /** Changing any of these moves the schedules of everyone who runs this. */
  @ParameterizedTest
  @CsvSource({
    "1, 2026-11-23T10:31:00Z, 2026-11-24T04:31:00Z, 2026-11-24T04:31:00Z, 2026-12-06T04:31:00Z",
    "2, 2026-11-23T10:55:00Z, 2026-11-24T03:55:00Z, 2026-11-25T03:55:00Z, 2026-11-24T03:55:00Z",
    "42, 2026-11-23T10:30:00Z, 2026-11-24T04:30:00Z, 2026-11-27T04:30:00Z, 2026-12-20T04:30:00Z",
    "1023, 2026-11-23T10:50:00Z, 2026-11-24T05:50:00Z, 2026-11-25T05:50:00Z, 2026-12-05T05:50:00Z",
    "1024, 2026-11-23T10:23:00Z, 2026-11-24T04:23:00Z, 2026-11-30T04:23:00Z, 2026-12-13T04:23:00Z",
    "987654321, 2026-11-23T10:56:00Z, 2026-11-24T04:56:00Z, 2026-11-27T04:56:00Z, 2026-11-25T04:56:00Z",
    "9223372036854775807, 2026-11-23T10:29:00Z, 2026-11-24T02:29:00Z, 2026-11-24T02:29:00Z, 2026-12-14T02:29:00Z"
  })
  void slots_are_the_same_after_every_start_and_on_every_node(
      long id, String hourly, String daily, String weekly, String monthly) {
    Slots slots = defaults("UTC");
    assertThat(slots.next(integration(id, "hourly"), START)).hasValue(Instant.parse(hourly));
    assertThat(slots.next(integration(id, "daily"), START)).hasValue(Instant.parse(daily));
    assertThat(slots.next(integration(id, "weekly"), START)).hasValue(Instant.parse(weekly));
    assertThat(slots.next(integration(id, "monthly"), START)).hasValue(Instant.parse(monthly));
  }

  @Test
  void no_minute_of_the_daily_window_holds_more_than_four_times_the_mean() {
    assertThat(fullestMinute(LongStream.rangeClosed(1, 1_000))).isLessThanOrEqualTo(5);
    assertThat(fullestMinute(new Random(4711).longs(1_000, 1, 1_000_000))).isLessThanOrEqualTo(11);
    assertThat(fullestMinute(new Random(1).longs(1_000, 1, Long.MAX_VALUE)))
        .isLessThanOrEqualTo(11);
  }

  @Test
  void ids_that_keep_a_distance_do_not_pile_up() {
    for (int distance : new int[] {2, 5, 10, 60, 100, 377, 512, 1000, 1024, 4096, 10_946}) {
      assertThat(fullestMinute(LongStream.range(0, 1_000).map(i -> 1 + i * distance)))
          .as("ids %d apart", distance)
          .isLessThanOrEqualTo(11);
    }
  }

  private static long fullestMinute(LongStream ids) {
    Slots slots = defaults("UTC");
    Map<Instant, Long> minutes =
        ids.mapToObj(id -> slots.next(integration(id, "daily"), START).orElseThrow())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(minutes.keySet())
        .allSatisfy(slot -> assertThat(slot.atZone(ZoneOffset.UTC).getHour()).isLessThan(6));
    return minutes.values().stream().max(Long::compare).orElseThrow();
  }

  @Test
  void the_fields_of_one_integration_do_not_move_together() {
    Slots slots = defaults("UTC");
    // Of 1,000 ids about 1,000 / (28 * 6) share any day and hour; of a field that follows another,
    // many.
    Map<String, Long> together =
        LongStream.rangeClosed(1, 1_000)
            .mapToObj(id -> next(slots, id, "monthly", ZoneOffset.UTC))
            .collect(
                Collectors.groupingBy(
                    at -> at.getDayOfMonth() + " " + at.getHour(), Collectors.counting()));
    assertThat(together).hasSize(28 * 6);
    assertThat(together.values()).allSatisfy(n -> assertThat(n).isBetween(1L, 15L));
  }
}
