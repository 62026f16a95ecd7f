package sdesync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TitleFormatTest {
  private static final Names NAMES = new Names("Shop", "v2", "EU $title");
  private final World world = new World();

  @ParameterizedTest
  @CsvSource({
    "${task_id} ${title}, T2: Do it",
    "$title ($task_id $project), Do it (T2: v2)",
    "$context $task_id $title, EU $title T2: Do it",
    "$$5 $task_id $title, $5 T2: Do it"
  })
  void a_title_is_what_the_format_says(String format, String title) {
    assertThat(new TitleFormat(format, NAMES).title(task("Do it"), 256)).isEqualTo(title);
  }

  @Test
  void a_number_the_server_has_put_in_front_already_is_not_there_twice() {
    assertThat(title("T2: Do it", 256)).isEqualTo("T2: Do it");
    assertThat(title("T22: Do it", 256)).isEqualTo("T2: T22: Do it");
  }

  @Test
  void control_characters_and_line_breaks_are_spaces() {
    assertThat(title("Do\r\n\tit\u0000 \u202e now", 256)).isEqualTo("T2: Do it now");
  }

  @Test
  void a_long_title_is_cut_and_what_the_item_is_found_by_is_not() {
    var format = new TitleFormat("$title [$task_id]", NAMES);
    Task task = task("x".repeat(10_000));
    String title = format.title(task, 256);
    assertThat(title).hasSizeLessThanOrEqualTo(256).endsWith("… [T2:]");
    assertThat(format.matches(task, title)).isTrue();
  }

  @Test
  void an_emoji_is_not_cut_in_half() {
    String title = title("😀".repeat(200), 255);
    assertThat(title.codePoints().filter(c -> c >= 0xD800 && c <= 0xDFFF)).isEmpty();
    assertThat(title).hasSizeLessThanOrEqualTo(255);
  }

  @ParameterizedTest
  @CsvSource({
    "$task_id $title, T2:",
    "$title - $task_id, - T2:",
    "$project $task_id $title [$application], v2 T2:"
  })
  void a_tracker_searches_by_the_part_with_the_number(String format, String part) {
    assertThat(new TitleFormat(format, NAMES).part(task("Do it"))).isEqualTo(part);
  }

  private String title(String title, int longest) {
    return new TitleFormat("$task_id $title", NAMES).title(task(title), longest);
  }

  private Task task(String title) {
    return world.sde.add("T2", title, FakeSde.TODO);
  }
}
