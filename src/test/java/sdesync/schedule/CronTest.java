package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
  private static final Instant MONDAY = Instant.parse("2026-11-23T10:17:30Z");

  private static String next(String cron, String after) {
    return Cron.parse(cron)
        .next(42, ZoneOffset.UTC, Instant.parse(after))
        .map(Instant::toString)
        .orElse("none");
  }

  @ParameterizedTest(name = "{0} after {1} is {2}")
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "* * * * *, 2026-11-23T10:17:30Z, 2026-11-23T10:18:00Z",
        "* * * * *, 2026-11-23T10:17:59.999999999Z, 2026-11-23T10:18:00Z",
        "* * * * *, 2026-11-23T10:18:00Z, 2026-11-23T10:19:00Z",
        "*/20 * * * *, 2026-11-23T10:40:00Z, 2026-11-23T11:00:00Z",
        "\"5,10-12 3 * * *\", 2026-11-23T03:10:00Z, 2026-11-23T03:11:00Z",
        "10-40/15 * * * *, 2026-11-23T03:25:00Z, 2026-11-23T03:40:00Z",
        "59 23 31 12 *, 2026-12-31T23:59:00Z, 2027-12-31T23:59:00Z",
        "0 0 1 jan *, 2026-11-23T00:00:00Z, 2027-01-01T00:00:00Z",
        "0 0 1 JAN-Mar *, 2027-01-01T00:00:00Z, 2027-02-01T00:00:00Z",
        "0 9 * * mon, 2026-11-23T09:00:00Z, 2026-11-30T09:00:00Z",
        "0 9 * * 0, 2026-11-23T09:00:00Z, 2026-11-29T09:00:00Z",
        "0 9 * * 7, 2026-11-23T09:00:00Z, 2026-11-29T09:00:00Z",
        "0 9 * * 6-7, 2026-11-28T09:00:00Z, 2026-11-29T09:00:00Z",
        "0 9 * * sat-sun, 2026-11-28T09:00:00Z, 2026-11-29T09:00:00Z",
        "0 9 * * 0-7/7, 2026-11-23T09:00:00Z, 2026-11-29T09:00:00Z",
        "0 0 29 2 *, 2026-11-23T09:00:00Z, 2028-02-29T00:00:00Z",
        "0 0 29 2 *, 2096-03-01T00:00:00Z, 2104-02-29T00:00:00Z",
        "0 0 31 * *, 2026-11-01T00:00:00Z, 2026-12-31T00:00:00Z",
        "30 * * * * *, 2026-11-23T10:17:29Z, 2026-11-23T10:17:30Z",
        "*/2 * * * * *, 2026-11-23T10:17:30Z, 2026-11-23T10:17:32Z",
        "59 59 23 * * *, 2026-11-23T23:59:59Z, 2026-11-24T23:59:59Z"
      })
  void the_next_slot_is_the_first_match_strictly_after(String cron, String after, String slot) {
    assertThat(next(cron, after)).isEqualTo(slot);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    // The 1st of December 2026 is a Tuesday; the Friday before it is the 27th.
    "0 0 1 * 5, 2026-11-27T00:00:00Z", // both restricted: either
    "0 0 */31 * 5, 2027-01-01T00:00:00Z", // begins with a star: the 1st that is a Friday
    "0 0 27 * */2, 2026-12-27T00:00:00Z", // the 27th that is Sunday, Tuesday, Thursday, Saturday
    "0 0 1 * *, 2026-12-01T00:00:00Z",
    "0 0 * * 5, 2026-11-27T00:00:00Z"
  })
  void two_restricted_day_fields_mean_either(String cron, String slot) {
    assertThat(next(cron, "2026-11-23T10:00:00Z")).isEqualTo(slot);
  }

  @Test
  void blanks_and_tabs_around_and_between_fields_do_not_matter() {
    assertThat(next("  5\t 4   *\t* * ", "2026-11-23T10:00:00Z")).isEqualTo("2026-11-24T04:05:00Z");
  }

  @Test
  void a_sixth_leading_field_means_seconds() {
    assertThat(Cron.parse("0 * * * * *").hasSeconds()).isTrue();
    assertThat(Cron.parse("0 * * * *").hasSeconds()).isFalse();
  }

  @Test
  void a_leap_day_on_a_given_weekday_is_found_decades_ahead() {
    // 29 and every seventh day of the week, Sunday; 2100 has no leap day.
    assertThat(next("0 0 29 2 */7", "2088-03-01T00:00:00Z")).isEqualTo("2128-02-29T00:00:00Z");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "61 * * * * | minute, column 1: '61'; allowed is 0-59",
        "0 24 * * * | hour, column 3: '24'; allowed is 0-23",
        "0 0 0 * * | day of month, column 5: '0'; allowed is 1-31",
        "0 0 1 13 * | month, column 7: '13'; allowed is 1-12 or one of jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec",
        "0 0 1 foo * | month, column 7: 'foo'; allowed is 1-12 or one of jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec",
        "0 0 * * 8 | day of week, column 9: '8'; allowed is 0-7 or one of sun, mon, tue, wed, thu, fri, sat",
        "60 0 0 * * * | second, column 1: '60'; allowed is 0-59",
        "0 0,25 * * * | hour, column 5: '25'; allowed is 0-23",
        "5-1 * * * * | minute, column 1: the range '5-1' runs backwards; allowed is low-high within 0-59",
        "*/0 * * * * | minute, column 3: the step '0'; allowed is 1-60",
        "*/61 * * * * | minute, column 3: the step '61'; allowed is 1-60",
        "*/x * * * * | minute, column 3: the step 'x'; allowed is 1-60",
        "5/15 * * * * | minute, column 1: a step needs a range: '5/15'; allowed is 5-59/15 or */15",
        "1- * * * * | minute, column 3: nothing; allowed is 0-59",
        ", * * * * | minute, column 1: nothing; allowed is 0-59",
        "1,, * * * * | minute, column 3: nothing; allowed is 0-59",
        "-1 * * * * | minute, column 1: '-1'; allowed is 0-59",
        "1.5 * * * * | minute, column 2: '.5' is not understood here; allowed is a comma or a blank",
        "0 0 ? * 1 | day of month, column 5: '?'; allowed is 1-31",
        "0 0 L * * | day of month, column 5: 'L'; allowed is 1-31",
        "0 0 15W * * | day of month, column 7: 'W' is not understood here; allowed is a comma or a blank",
        "0 H(5 * * * | hour, column 6: nothing in H(…); allowed is a range such as H(0-5)",
        "0 H(0-5 * * * | hour, column 8: nothing in H(…); allowed is a closing bracket as in H(0-5)",
        "0 H(0-25) * * * | hour, column 7: '25)'; allowed is 0-23",
        "0 H(0-5)/7x * * * | hour, column 11: 'x' is not understood here; allowed is a comma or a blank",
        "99999999999 * * * * | minute, column 1: '99999999999'; allowed is 0-59",
        "0 0 30 2 * | no month it names has a day it names; choose days from 1 to 28",
        "0 0 31 2,4,jun * | no month it names has a day it names; choose days from 1 to 28",
        "* * * * | has 4 fields; allowed are five (minute, hour, day of month, month, day of week) or six, the first being seconds",
        "@daily | has 1 fields; allowed are five (minute, hour, day of month, month, day of week) or six, the first being seconds"
      })
  void an_error_names_the_position_the_value_and_what_is_allowed(String cron, String message) {
    assertThatIllegalArgumentException().isThrownBy(() -> Cron.parse(cron)).withMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "\t", "* * * * *\n", "\n* * * * *", "* * *\u00a0* *", "* * * * * * *"})
  void other_blanks_and_other_counts_are_refused(String cron) {
    assertThatThrownBy(() -> Cron.parse(cron)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_text_without_end_is_refused_by_its_length() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Cron.parse("1,".repeat(5_000_000) + "1 * * * *"))
        .withMessage("has 10000009 characters; allowed are 1000");
  }

  @Test
  void any_text_at_all_is_either_refused_or_has_slots() {
    Random random = new Random(20261123);
    List<String> atoms =
        List.of(
            "*", "H", "H(1-5)", "1", "7", "30", "29", "2", "-", "/", ",", "(", "mon", "feb",
            "\u0000", "\n");
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int field = 0; field < 5; field++) {
        for (int atom = random.nextInt(3); atom >= 0; atom--) {
          text.append(atoms.get(random.nextInt(atom > 0 ? atoms.size() : 4)));
        }
        text.append(' ');
      }
      try {
        Cron cron = Cron.parse(text.toString());
        read++;
        cron.next(i, ZoneOffset.UTC, MONDAY).ifPresent(slot -> assertThat(slot).isAfter(MONDAY));
      } catch (IllegalArgumentException refused) {
        assertThat(refused).isExactlyInstanceOf(IllegalArgumentException.class);
      }
    }
    assertThat(read).isGreaterThan(100);
  }

  @Test
  void a_spread_value_stays_in_its_range_and_steps_through_it() {
    for (long id = 1; id <= 500; id++) {
      List<Integer> minutes =
          SlotExamples.all(
                  "H/15 H(3-4) * * *", id, ZoneOffset.UTC, MONDAY, MONDAY.plusSeconds(86_400))
              .stream()
              .map(slot -> slot.atZone(ZoneOffset.UTC).getMinute())
              .toList();
      assertThat(minutes).hasSize(4).element(0).satisfies(m -> assertThat(m).isBetween(0, 14));
      assertThat(minutes.get(3) - minutes.get(0)).isEqualTo(45);
      var ranged = Cron.parse("H(10-40)/20 5 H H H").next(id, ZoneOffset.UTC, MONDAY).orElseThrow();
      assertThat(ranged.atZone(ZoneOffset.UTC).getMinute()).isBetween(10, 29);
    }
  }

  @Test
  void a_spread_day_of_month_is_one_that_every_month_has() {
    for (long id = 1; id <= 500; id++) {
      assertThat(
              SlotExamples.all(
                  "0 0 H * *",
                  id,
                  ZoneOffset.UTC,
                  Instant.parse("2026-12-31T12:00:00Z"),
                  Instant.parse("2027-12-31T12:00:00Z")))
          .hasSize(12);
    }
  }
}
