package sdesync.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFilesTest {
  @TempDir Path data;

  @Test
  void who_asks_on_and_on_reads_everything_once() throws IOException {
    var files = new OutputFiles(data, 1_000_000);
    var read = new StringBuilder();
    try (var log = files.begin("r1", 1)) {
      write(log, "one\n");
      OutputPart first = files.part("r1", 0).orElseThrow();
      read.append(first.text());
      assertThat(files.part("r1", first.next()).orElseThrow())
          .isEqualTo(new OutputPart("", first.next()));
      write(log, "ünö line\n".repeat(20_000));
      long next = first.next();
      for (OutputPart part = files.part("r1", next).orElseThrow();
          part.next() > next;
          part = files.part("r1", next).orElseThrow()) {
        assertThat(part.text()).endsWith("\n");
        read.append(part.text());
        next = part.next();
      }
    }
    assertThat(read.toString()).isEqualTo("one\n" + "ünö line\n".repeat(20_000));
  }

  @Test
  void an_offset_behind_the_end_reads_nothing() throws IOException {
    var files = new OutputFiles(data, 1_000);
    try (var log = files.begin("r1", 1)) {
      write(log, "one\n");
    }
    assertThat(files.part("r1", 4_000)).contains(new OutputPart("", 4_000));
  }

  @Test
  void coloured_output_keeps_its_colours_and_no_other_sequence() throws IOException {
    var files = new OutputFiles(data, 1_000);
    try (var log = files.begin("r1", 1)) {
      write(log, "\u001b[1;31mred\u001b[0m\u001b]0;title\u0007\u001b[2J\r\nnext\u001b\n");
    }
    assertThat(files.coloured("r1", 0).orElseThrow().text())
        .isEqualTo("\u001b[1;31mred\u001b[0m\nnext\u241b\n");
    assertThat(files.part("r1", 0).orElseThrow().text()).isEqualTo("red\nnext\u241b\n");
  }

  @Test
  void a_run_without_output_has_none() {
    assertThat(new OutputFiles(data, 1).part("r1", 0)).isEmpty();
    assertThat(new OutputFiles(data, 1).open("r1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../data", "r1/../../x", "/etc/passwd", "r1.log", "r1\n"})
  void a_run_id_never_leaves_the_folder(String id) {
    assertThatThrownBy(() -> new OutputFiles(data, 1).part(id, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_a_killed_worker_left_is_swept_and_what_it_kept_stays() throws IOException {
    var files = new OutputFiles(data, 1_000);
    files.sweep();
    HeadAndTail killed = files.begin("r1", 1);
    write(killed, "a\n".repeat(1_000));
    assertThat(data.resolve("output/r1.log.tail")).exists();
    files.sweep();
    assertThat(data.resolve("output")).isDirectoryContaining("glob:**/r1.log");
    assertThat(data.resolve("output/r1.log.tail")).doesNotExist();
    assertThat(files.part("r1", 0).orElseThrow().text()).startsWith("a\na\n");
  }

  @Test
  void escape_sequences_and_control_characters_cannot_reach_a_terminal() {
    assertThat(
            plain(
                "\u001b[1;31mred\u001b[0m \u001b]0;title\u0007x\u001b]8;;http://a\u001b\\link"
                    + "\u001b(B\u001b7 nul\u0000 bell\u0007 tab\t\r\nbar 1\rbar 2\n"))
        .isEqualTo("red xlink nul\u2400 bell\u2407 tab\t\nbar 1\nbar 2\n");
    assertThat(plain("\u009b31mx \u0085 \u001b")).isEqualTo("x \ufffd \u241b");
    assertThat(PlainText.of(new byte[] {'a', (byte) 0xff, 'b'})).isEqualTo("a\ufffdb");
  }

  @Test
  void an_unended_sequence_does_not_swallow_the_lines_after_it() {
    assertThat(plain("\u001b]0;never ended\nnext\n")).isEqualTo("\nnext\n");
  }

  private static String plain(String text) {
    return PlainText.of(text.getBytes(UTF_8));
  }

  private static void write(HeadAndTail log, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    log.write(bytes, 0, bytes.length);
  }
}
