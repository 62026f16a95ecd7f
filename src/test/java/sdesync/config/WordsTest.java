package sdesync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  @Test
  void words_are_quoted_as_in_a_shell() {
    assertThat(split("a  b\tc")).containsExactly("a", "b", "c");
    assertThat(split("a 'b c' \"d e\" f\\ g")).containsExactly("a", "b c", "d e", "f g");
    assertThat(split("a '' \"\"")).containsExactly("a", "", "");
    assertThat(split("x'a'\"b\"c")).containsExactly("xabc");
    assertThat(split("a 'it'\\''s'")).containsExactly("a", "it's");
    assertThat(split("a '\\n' \"\\n\" \"\\\"\\\\\"")).containsExactly("a", "\\n", "\\n", "\"\\");
  }

  @Test
  void nothing_a_shell_would_do_is_done() {
    assertThat(split("a $HOME `id` $(id) *.txt ~ {1,2} > f | g ; h & # i"))
        .containsExactly(
            "a", "$HOME", "`id`", "$(id)", "*.txt", "~", "{1,2}", ">", "f", "|", "g", ";", "h", "&",
            "#", "i");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'", "a 'b", "a \"b", "a \"b\\\"", "a\\", "''", "'' a"})
  void what_is_not_whole_is_refused(String text) {
    assertThatThrownBy(() -> split(text)).isInstanceOf(Unfit.class);
  }

  private static List<String> split(String text) {
    return Words.form().read(text);
  }
}
