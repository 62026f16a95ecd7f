package sdesync.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes with a data folder each, and a place where both read. */
class SharedOutputTest {
  private static final int LIMIT = 1_000_000;

  @TempDir Path folder;
  private final Place place = new Place();
  private OutputFiles one;
  private OutputFiles two;

  @BeforeEach
  void nodes() {
    one = new OutputFiles(folder.resolve("one"), LIMIT, place.of("one"));
    two = new OutputFiles(folder.resolve("two"), LIMIT, place.of("two"));
  }

  /** The place as the store is: it can be away, and the answer to a write can be lost. */
  private static final class Place {
    final Map<String, byte[]> bytes = new HashMap<>();
    final Map<String, String> last = new HashMap<>();
    boolean away;
    boolean answersAreLost;

    OutputCopy of(String node) {
      return new OutputCopy() {
        @Override
        public Optional<End> end(String runId) {
          look();
          return Optional.ofNullable(bytes.get(runId))
              .map(all -> new End(all.length, node.equals(last.get(runId))));
        }

        @Override
        public void append(String runId, long at, byte[] more) {
          look();
          byte[] before = bytes.getOrDefault(runId, new byte[0]);
          assertThat(at).as("where the copy ends").isEqualTo(before.length);
          byte[] all = Arrays.copyOf(before, before.length + more.length);
          System.arraycopy(more, 0, all, before.length, more.length);
          bytes.put(runId, all);
          last.put(runId, node);
          if (answersAreLost) {
            throw new IllegalStateException("the answer is lost");
          }
        }

        @Override
        public byte[] read(String runId, long offset, int most) {
          look();
          byte[] all = bytes.getOrDefault(runId, new byte[0]);
          int from = (int) Math.min(all.length, offset);
          return Arrays.copyOfRange(all, from, Math.min(all.length, from + most));
        }
      };
    }

    private void look() {
      if (away) {
        throw new IllegalStateException("away");
      }
    }
  }

  @Test
  void another_node_reads_what_was_written_so_far_and_then_the_rest() throws IOException {
    HeadAndTail log = begin(one, 1, "first\n");
    one.share();
    OutputPart part = two.part("r1", 0).orElseThrow();
    assertThat(part.text()).isEqualTo("first\n");
    write(log, "second\n");
    one.share();
    end(one, log, "third\n");
    assertThat(two.part("r1", part.next()).orElseThrow().text()).isEqualTo("second\nthird\n");
    assertThat(text(one)).isEqualTo(text(two)).isEqualTo("first\nsecond\nthird\n");
  }

  @Test
  void of_much_output_the_beginning_and_the_end_are_shared_and_the_cut_says_where_the_rest_is()
      throws IOException {
    String line = "a line of forty characters and a newline\n";
    HeadAndTail log = begin(one, 1, "begin\n");
    for (int i = 0; i < 10_000; i++) {
      write(log, line);
      if (i % 1_000 == 0) {
        one.share();
      }
    }
    end(one, log, "the error\n");
    String shared = text(two);
    assertThat(shared).startsWith("begin\n" + line).endsWith(line + "the error\n");
    assertThat(shared.length()).isBetween(64 * 1024 - 200, 64 * 1024 + 200);
    int cut = 410_016 - (shared.length() - mark(shared).length());
    assertThat(mark(shared))
        .isEqualTo(
            "\n--- sde-sync: %d bytes are kept by the node that ran it, not in the store ---\n"
                .formatted(cut));
    assertThat(text(one)).hasSize(410_016);
  }

  @Test
  void the_next_attempt_on_another_node_goes_on_after_the_first() throws IOException {
    end(one, begin(one, 1, "of one\n"), "");
    end(two, begin(two, 2, "of two\n"), "");
    String both = "of one\n--- sde-sync: attempt 2 ---\nof two\n";
    assertThat(text(two)).isEqualTo(both);
    assertThat(text(one)).isEqualTo(both);
    end(one, begin(one, 3, "of one again\n"), "");
    String all = both + "--- sde-sync: attempt 3 ---\nof one again\n";
    assertThat(text(one)).isEqualTo(all);
    assertThat(text(two)).isEqualTo(all);
  }

  @Test
  void what_could_not_be_copied_is_copied_when_the_place_is_back() throws IOException {
    place.away = true;
    HeadAndTail log = begin(one, 1, "first\n");
    one.share();
    end(one, log, "second\n");
    place.away = false;
    assertThat(two.part("r1", 0)).isEmpty();
    one.share();
    assertThat(text(two)).isEqualTo("first\nsecond\n");
  }

  @Test
  void a_write_whose_answer_was_lost_is_not_done_twice() throws IOException {
    HeadAndTail log = begin(one, 1, "first\n");
    place.answersAreLost = true;
    one.share();
    end(one, log, "second\n");
    one.share();
    place.answersAreLost = false;
    one.share();
    one.share();
    assertThat(text(two)).isEqualTo("first\nsecond\n");
  }

  @Test
  void a_run_without_output_costs_the_place_nothing() throws IOException {
    HeadAndTail log = begin(one, 1, "");
    place.away = true;
    end(one, log, "");
    one.share();
    place.away = false;
    assertThat(place.bytes).isEmpty();
    assertThat(two.part("r1", 0)).isEmpty();
  }

  private static HeadAndTail begin(OutputFiles node, int attempt, String text) throws IOException {
    HeadAndTail log = node.begin("r1", attempt);
    write(log, text);
    return log;
  }

  private static void end(OutputFiles node, HeadAndTail log, String text) throws IOException {
    write(log, text);
    log.close();
    node.end("r1");
  }

  private static void write(HeadAndTail log, String text) throws IOException {
    byte[] bytes = text.getBytes(UTF_8);
    log.write(bytes, 0, bytes.length);
  }

  private static String mark(String text) {
    return text.substring(text.indexOf("\n--- "), text.indexOf(" ---\n") + 5);
  }

  /** All of it, part by part. */
  private static String text(OutputFiles node) {
    var all = new StringBuilder();
    long offset = 0;
    OutputPart part = node.part("r1", offset).orElseThrow();
    while (part.next() > offset) {
      all.append(part.text());
      offset = part.next();
      part = node.part("r1", offset).orElseThrow();
    }
    return all.toString();
  }
}
