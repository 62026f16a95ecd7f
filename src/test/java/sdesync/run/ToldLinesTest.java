package sdesync.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ToldLinesTest {

  @Test
  void numbers_and_short_strings_become_the_summary() {
    assertThat(summary("sde-sync: {\"created\":1,\"share\":0.5,\"note\":\"ü\"}\n"))
        .isEqualTo(Map.of("created", 1, "share", 0.5, "note", "ü"));
  }

  @Test
  void the_last_line_may_lack_its_newline_or_be_followed_by_empty_ones() {
    assertThat(summary("sde-sync: {\"a\":1}")).containsEntry("a", 1);
    assertThat(summary("sde-sync: {\"a\":1}\r\n", "\n", "\r\n")).containsEntry("a", 1);
  }

  @Test
  void a_summary_that_is_not_the_last_line_is_just_output() {
    assertThat(summary("sde-sync: {\"a\":1}\n", "done\n")).isEmpty();
    assertThat(summary("sde-sync: {\"a\":1}\n", "50% complete\n")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sde-sync:{\"a\":1}",
        " sde-sync: {\"a\":1}",
        "sde-sync: [1]",
        "sde-sync: 1",
        "sde-sync: ",
        "sde-sync: {\"a\":{}}",
        "sde-sync: {\"a\":[1]}",
        "sde-sync: {\"a\":null}",
        "sde-sync: {\"a\":true}",
        "sde-sync: {\"a\":1e999}",
        "sde-sync: {\"a\":1} x",
        "sde-sync: {\"a\":",
        "SDE-SYNC: {\"a\":1}"
      })
  void anything_not_exactly_of_the_form_is_just_output(String line) {
    assertThat(summary(line + "\n")).isEmpty();
  }

  @Test
  void the_limits_are_32_entries_200_characters_and_4_kilobytes() {
    assertThat(summary("sde-sync: " + object(32, 10) + "\n")).hasSize(32);
    assertThat(summary("sde-sync: " + object(33, 10) + "\n")).isEmpty();
    assertThat(summary("sde-sync: " + object(1, 200) + "\n")).hasSize(1);
    assertThat(summary("sde-sync: " + object(1, 201) + "\n")).isEmpty();
    assertThat(summary("sde-sync: " + object(32, 150) + "\n")).isEmpty();
  }

  @Test
  void progress_is_a_whole_line_of_one_to_three_digits_and_never_over_100() {
    assertThat(progress("0% complete\n", "7% complete\r\n", "100% complete"))
        .containsExactly(0, 7, 100);
    assertThat(progress("101% complete\n", "999% complete\n")).containsExactly(100);
    assertThat(
            progress(
                " 1% complete\n",
                "2% complete \n",
                "3 % complete\n",
                "4%  complete\n",
                "5% Complete\n",
                "6.5% complete\n",
                "-7% complete\n",
                "1000% complete\n",
                "% complete\n",
                "8% complete.\n",
                "9% complete\r10% complete\n",
                "\u0661\u0661% complete\n"))
        .isEmpty();
  }

  @Test
  void a_line_that_is_only_the_rest_of_a_longer_one_tells_nothing() {
    var told = new ToldLines(percent -> fail("told " + percent));
    byte[] rest = "42% complete\n".getBytes(UTF_8);
    told.piece(rest, 0, rest.length, false);
    byte[] summary = "sde-sync: {\"a\":1}\n".getBytes(UTF_8);
    told.piece(summary, 0, summary.length, false);
    assertThat(told.summary()).isEmpty();
  }

  @Test
  void a_summary_of_exactly_4_kilobytes_counts_and_of_one_more_does_not() {
    assertThat(summary("sde-sync: " + objectOf(4096) + "\n")).hasSize(21);
    assertThat(summary("sde-sync: " + objectOf(4097) + "\n")).isEmpty();
  }

  /** An object that makes the line so long: 20 long texts and one that fills up. */
  private static String objectOf(int lineBytes) {
    String some = object(20, 190);
    int left = lineBytes - "sde-sync: ".length() - some.length() - ",\"z\":\"\"".length();
    return some.substring(0, some.length() - 1) + ",\"z\":\"" + "x".repeat(left) + "\"}";
  }

  private static List<Integer> progress(String... lines) {
    var percents = new ArrayList<Integer>();
    var told = new ToldLines(percents::add);
    for (String line : lines) {
      byte[] bytes = line.getBytes(UTF_8);
      told.piece(bytes, 0, bytes.length, true);
    }
    return percents;
  }

  private static String object(int entries, int characters) {
    return IntStream.range(0, entries)
        .mapToObj(i -> "\"k" + i + "\":\"" + "x".repeat(characters) + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static Map<String, Object> summary(String... lines) {
    var told = new ToldLines(percent -> {});
    for (String line : lines) {
      byte[] bytes = line.getBytes(UTF_8);
      told.piece(bytes, 0, bytes.length, true);
    }
    return told.summary();
  }
}
