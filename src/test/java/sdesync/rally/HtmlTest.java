package sdesync.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a **b** | <p>a <strong>b</strong></p>",
        "<script>alert(1)</script> | <p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        "a <b onclick=x>b</b> | <p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>",
        "[x](javascript:alert(1)) | <p><a rel=\"nofollow\" href=\"\">x</a></p>",
        "[x](data:text/html,x) | <p><a rel=\"nofollow\" href=\"\">x</a></p>",
        "[x](https://a.example/?b=1&c=2) | <p><a rel=\"nofollow\" href=\"https://a.example/?b=1&amp;c=2\">x</a></p>",
        "- a | <ul>\\n<li>a</li>\\n</ul>",
        "`<i>` | <p><code>&lt;i&gt;</code></p>"
      })
  void markdown_becomes_html_and_html_in_it_is_text(String markdown, String html) {
    assertThat(Html.of(markdown).html().strip()).isEqualTo(html.replace("\\n", "\n"));
  }

  @Test
  void a_block_of_html_is_text_too() {
    assertThat(Html.of("<div>\n<iframe src=x>\n</div>").html())
        .doesNotContain("<iframe", "<div>")
        .contains("&lt;iframe");
  }

  @Test
  void control_characters_and_halves_of_characters_are_left_out_and_emoji_stay() {
    assertThat(Html.of("a\u0000b\u001bc\ud83dd\uffff\ufffe 😀").html())
        .isEqualTo("<p>abcd 😀</p>\n");
  }

  @Test
  void what_fits_is_not_cut() {
    Html.Text text = Html.of("x".repeat(Html.LONGEST - 20));
    assertThat(text.cut()).isFalse();
    assertThat(text.html()).hasSize(Html.LONGEST - 12);
  }

  @ParameterizedTest
  @ValueSource(ints = {29_990, 30_001, 59_000, 61_000, 2_000_000})
  void what_does_not_is_cut_between_characters_with_a_notice(int length) {
    Html.Text text = Html.of("https://sde.example/1-T2 " + "😀".repeat(length / 2));
    assertThat(text.cut()).isEqualTo(true);
    assertThat(text.html().length()).isBetween(Html.LONGEST * 9 / 10, Html.LONGEST);
    assertThat(text.html()).startsWith("<p>https://sde.example/1-T2 ").contains("(cut;");
    assertThat(text.html().codePoints()).noneMatch(c -> c >= 0xd800 && c < 0xe000);
  }

  @Test
  void html_grows_when_it_is_escaped_and_still_fits() {
    Html.Text text = Html.of("<&\"".repeat(9_000));
    assertThat(text.cut()).isTrue();
    assertThat(text.html().length()).isBetween(Html.LONGEST * 9 / 10, Html.LONGEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "> ",
        ">",
        "* ",
        "1. ",
        "- > ",
        "*a **a ",
        "[",
        "![",
        "[a](",
        "<",
        "&",
        "`",
        "``x` ",
        "\\",
        "_a __a ",
        "a](",
        "[a]: /x\n",
        "[][",
        "<!--",
        "a\n\n> ",
        "    ",
        "# ",
        "~~",
        "((("
      })
  void a_bomb_costs_little(String part) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          assertThat(Html.of(part.repeat(200_000 / part.length())).html().length())
              .isLessThanOrEqualTo(Html.LONGEST);
        });
  }
}
