package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Contract section 5 rule 8, on the zones' own rules. */
class DaylightSavingTest {
  private static final List<String> ZONES =
      List.of(
          "Europe/Berlin",
          "America/New_York",
          "Australia/Lord_Howe", // moves by 30 minutes
          "America/Santiago", // south of the equator, its gap begins at midnight
          "Africa/Cairo", // its gap begins at midnight
          "Asia/Beirut", // likewise
          "Pacific/Chatham", // at 02:45
          "Antarctica/Troll"); // moves by two hours

  private static final List<String> CRONS =
      List.of(
          "H * * * *",
          "H H(0-5) * * *",
          "H H(0-5) * * H(1-5)",
          "H H(0-5) H(1-28) * *",
          "H H * * *",
          "H/15 * * * *",
          "H/15 H(0-3) * * *",
          "H(0-29)/10 H/2 * * *",
          "H H(0-3) * * H",
          "H H(0-3) H * *",
          "H H H/3 H/2 *");

  @ParameterizedTest(name = "{0} in {1} on {2}: {4}")
  @CsvSource({
    // the slots in that many hours after the day's beginning
    "17 2 * * *, Europe/Berlin, 2026-03-29, 24, 03:17+02:00",
    "17 2 * * *, Europe/Berlin, 2026-10-25, 24, 02:17+02:00",
    "17 2-3 * * *, Europe/Berlin, 2026-03-29, 24, 03:17+02:00",
    "'5,55 2,3 * * *', Europe/Berlin, 2026-03-29, 24, 03:05+02:00 03:55+02:00",
    "'55 2,3 * * *', Europe/Berlin, 2026-03-29, 23, 03:55+02:00",
    "'5-59/50 1-3 * * *', Europe/Berlin, 2026-03-29, 23, 01:05+01:00 01:55+01:00 03:05+02:00 03:55+02:00",
    "0 2 * * *, Europe/Berlin, 2026-03-29, 23, 03:00+02:00",
    "0 3 * * *, Europe/Berlin, 2026-10-25, 25, 03:00+01:00",
    "59 2 * * *, Europe/Berlin, 2026-10-25, 25, 02:59+02:00",
    "30 2 * * *, America/New_York, 2026-03-08, 23, 03:30-04:00",
    "30 1 * * *, America/New_York, 2026-11-01, 25, 01:30-04:00",
    "15 2 * * *, Australia/Lord_Howe, 2026-10-04, 23, 02:45+11:00",
    "'15,45 2 * * *', Australia/Lord_Howe, 2026-10-04, 23, 02:45+11:00",
    "45 1 * * *, Australia/Lord_Howe, 2026-04-05, 24, 01:45+11:00",
    "15 1 * * *, Australia/Lord_Howe, 2026-04-05, 24, 01:15+11:00",
    "17 0 * * *, Africa/Cairo, 2026-04-24, 23, 01:17+03:00",
    "17 23 * * *, Africa/Cairo, 2026-10-29, 25, 23:17+03:00",
    "17 0 * * *, America/Santiago, 2026-09-06, 23, 01:17-03:00",
    "17 23 * * *, America/Santiago, 2026-04-04, 25, 23:17-03:00",
    "17 0 * * *, Asia/Beirut, 2026-03-29, 23, 01:17+03:00",
    "0 3 * * *, Pacific/Chatham, 2026-09-27, 23, 04:00+13:45",
    "17 1 * * *, Antarctica/Troll, 2026-03-29, 22, 03:17+02:00",
    "17 0-3 * * *, Europe/London, 2026-03-29, 23, 00:17Z 02:17+01:00 03:17+01:00",
    "17 0-3 * * *, Europe/London, 2026-10-25, 25, 00:17+01:00 01:17+01:00 02:17Z 03:17Z",
    "17 * * * *, Europe/London, 2026-03-29, 3, 00:17Z 02:17+01:00 03:17+01:00",
    "17 * * * *, Europe/London, 2026-10-25, 4, 00:17+01:00 01:17+01:00 01:17Z 02:17Z",
    "17 */2 * * *, Europe/London, 2026-03-29, 3, 00:17Z 02:17+01:00",
    "45 * * * *, Australia/Lord_Howe, 2026-04-05, 4, 00:45+11:00 01:45+11:00 01:45+10:30 02:45+10:30",
    "17 * * * *, Australia/Lord_Howe, 2026-10-04, 3, 00:17+10:30 01:17+10:30 03:17+11:00"
  })
  void a_slot_in_a_gap_moves_and_one_in_a_repeated_hour_runs_once(
      String cron, String zoneName, LocalDate day, int hours, String expected) {
    ZoneId zone = ZoneId.of(zoneName);
    Instant from = day.atStartOfDay(zone).toInstant().minusSeconds(1);
    Instant to = from.plus(Duration.ofHours(hours));
    assertThat(
            SlotExamples.all(cron, 42, zone, from, to).stream()
                .map(slot -> slot.atZone(zone))
                .map(slot -> slot.toLocalTime() + slot.getOffset().getId())
                .collect(Collectors.joining(" ")))
        .isEqualTo(expected);
  }

  @Test
  void a_slot_moved_out_of_a_midnight_gap_keeps_its_weekday_and_day_of_month() {
    ZoneId cairo = ZoneId.of("Africa/Cairo");
    ZonedDateTime eve = ZonedDateTime.parse("2026-04-23T12:00:00+02:00[Africa/Cairo]");
    assertThat(slots("17 0 24 * *", 1, cairo, eve))
        .containsExactly(Instant.parse("2026-04-23T22:17:00Z"));
    assertThat(slots("17 0 * * fri", 1, cairo, eve))
        .containsExactly(Instant.parse("2026-04-23T22:17:00Z"));
  }

  static Stream<Arguments> transitions() {
    return ZONES.stream()
        .flatMap(
            zone ->
                changes(ZoneId.of(zone))
                    .flatMap(
                        change -> CRONS.stream().map(cron -> Arguments.of(zone, change, cron))));
  }

  /** The changes of a year: both of them, whichever comes first. */
  private static Stream<ZoneOffsetTransition> changes(ZoneId zone) {
    Instant start = Instant.parse("2027-01-01T00:00:00Z");
    return Stream.iterate(
            zone.getRules().nextTransition(start),
            change -> zone.getRules().nextTransition(change.getInstant()))
        .limit(2);
  }

  @Test
  void every_zone_of_the_table_has_a_gap_and_a_repeated_hour() {
    assertThat(ZONES)
        .allSatisfy(
            zone ->
                assertThat(changes(ZoneId.of(zone)).map(ZoneOffsetTransition::isGap))
                    .containsExactlyInAnyOrder(true, false));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("transitions")
  void every_form_of_H_has_its_slots_at_both_changes_of_the_clock(
      String zoneName, ZoneOffsetTransition change, String cron) {
    ZoneId zone = ZoneId.of(zoneName);
    ZonedDateTime from =
        change.getInstant().minus(Duration.ofDays(40)).atZone(zone).truncatedTo(ChronoUnit.DAYS);
    for (long id : new long[] {1, 42, 977, 100_000}) {
      List<Instant> slots =
          SlotExamples.all(
              cron, id, zone, from.toInstant(), change.getInstant().plus(Duration.ofDays(40)));
      assertThat(slots).isNotEmpty().doesNotHaveDuplicates().isSorted();
      if (cron.contains(" * * * *")) {
        elapses(cron, slots);
      } else {
        countsEveryLocalSlotOnce(cron, id, zone, change, slots);
      }
    }
  }

  /** An hourly form keeps its distance through every change of a whole hour. */
  private static void elapses(String cron, List<Instant> slots) {
    Duration step = Duration.ofMinutes(cron.startsWith("H/15") ? 15 : 60);
    long irregular = 0;
    for (int i = 1; i < slots.size(); i++) {
      irregular += Duration.between(slots.get(i - 1), slots.get(i)).equals(step) ? 0 : 1;
    }
    // Only a change by half an hour breaks the rhythm, and only at itself.
    assertThat(irregular).isLessThanOrEqualTo(1 + (step.toMinutes() == 60 ? 1 : 0));
  }

  /** The same cron in UTC tells the local times; each is one slot, or one with its neighbour. */
  private static void countsEveryLocalSlotOnce(
      String cron, long id, ZoneId zone, ZoneOffsetTransition change, List<Instant> slots) {
    LocalDate day = change.getDateTimeBefore().toLocalDate();
    ZoneId utc = ZoneOffset.UTC;
    List<Instant> expected =
        SlotExamples.all(
                cron,
                id,
                utc,
                day.minusDays(2).atStartOfDay(utc).toInstant(),
                day.plusDays(3).atTime(LocalTime.NOON).atZone(utc).toInstant())
            .stream()
            .map(local -> LocalDateTime.ofInstant(local, utc).atZone(zone).toInstant())
            .distinct()
            .sorted()
            .toList();
    Instant first = day.minusDays(2).atStartOfDay(zone).toInstant();
    Instant last = day.plusDays(3).atTime(LocalTime.NOON).atZone(zone).toInstant();
    assertThat(slots.stream().filter(slot -> slot.isAfter(first) && !slot.isAfter(last)))
        .isEqualTo(expected);
  }

  private static List<Instant> slots(String cron, long id, ZoneId zone, ZonedDateTime start) {
    Instant from = start.toInstant().minusSeconds(1);
    return SlotExamples.all(cron, id, zone, from, from.plus(Duration.ofDays(2)));
  }
}
