package sdesync.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

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
