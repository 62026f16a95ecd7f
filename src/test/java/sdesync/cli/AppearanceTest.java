package sdesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.ops.FakeOperations;
import sdesync.ops.Page;
import sdesync.ops.PollChanges;
import sdesync.ops.PollView;
import sdesync.ops.Served;
import sdesync.ops.StatusView;

/** What people see: widths, colours, progress, and nothing that steers their terminal. */
class AppearanceTest {
  private static final String HOSTILE = "Al\u001b[2Jpha\u202e\u0007\u009b31m\r\nx";
  @TempDir Path dataDir;

  private Terminal terminal() {
    var terminal = new Terminal(Served.settings(0, dataDir, null, null));
    terminal.worker.with(1, HOSTILE, "rally", "scheduled");
    return terminal;
  }

  @Test
  void an_alias_cannot_steer_the_terminal() {
    Terminal terminal = terminal();
    terminal.outIsTerminal = true;
    terminal.environment.put("NO_COLOR", "1");
    for (String verb : List.of("list", "run --all", "pause 1", "run 1 --dry-run")) {
      terminal.type(verb.split(" "));
      assertThat(terminal.out)
          .as(verb)
          .doesNotContain("\u001b", "\u202e", "\u0007", "\u009b", "\r");
      assertThat(terminal.out).as(verb).doesNotContain("\nx");
    }
  }

  @Test
  void a_log_is_neutral_on_a_terminal_and_as_it_was_in_a_pipe() {
    Terminal terminal = terminal();
    terminal.worker.runs.put("r1", FakeOperations.view("r1", 1, "succeeded"));
    terminal.worker.logs.put(
        "r1", "a\tb\r\n\u001b[31mred\u001b[0m\u001b]0;title\u0007\n50%\r60%\n");
    terminal.type("log", "r1");
    assertThat(terminal.out).isEqualTo(terminal.worker.logs.get("r1"));
    terminal.outIsTerminal = true;
    terminal.type("log", "r1");
    assertThat(terminal.out).isEqualTo("a\tb\n\\x1b[31mred\\x1b[0m\\x1b]0;title\\x07\n50%\n60%\n");
  }

  @Test
  void colour_is_for_terminals_that_want_it() {
    Terminal terminal = terminal();
    terminal.worker.sdeState = "unreachable";
    terminal.type("status");
    assertThat(terminal.out).doesNotContain("\u001b");
    terminal.outIsTerminal = true;
    terminal.type("status");
    assertThat(terminal.out).contains("\u001b[31munreachable");
    terminal.environment.put("NO_COLOR", "1");
    terminal.type("status");
    assertThat(terminal.out).doesNotContain("\u001b");
    terminal.environment.remove("NO_COLOR");
    terminal.environment.put("TERM", "dumb");
    terminal.type("status");
    assertThat(terminal.out).doesNotContain("\u001b");
  }

  @Test
  void a_table_fits_the_terminal_and_is_whole_in_a_pipe() {
    Terminal terminal = terminal();
    String name = "A very long name of an integration, longer than a line ".repeat(4);
    terminal.worker.with(2, name, "rally", "scheduled");
    terminal.worker.with(3, "漢字の連携".repeat(20), "rally", "scheduled");
    terminal.outIsTerminal = true;
    terminal.environment.put("NO_COLOR", "1");
    for (int width : new int[] {100, 140, 200}) {
      terminal.environment.put("COLUMNS", "" + width);
      terminal.type("list");
      assertThat(terminal.out.lines().map(Printable::width)).allMatch(line -> line <= width);
      assertThat(terminal.out).contains("…");
    }
    terminal.outIsTerminal = false;
    terminal.type("list");
    assertThat(terminal.out).contains(name.strip()).doesNotContain("…");
  }

  @Test
  void columns_stay_aligned_with_wide_letters_and_colours() {
    var table = new Table("A", "B");
    table.row(Table.Cell.of("漢字"), Table.Cell.of("x"));
    table.row(new Table.Cell("ab", new Paint(true)::bad), Table.Cell.of("y"));
    List<String> lines =
        Arrays.stream(table.lines(80, new Paint(false)).split("\n"))
            .map(line -> line.replaceAll("\u001b\\[\\d+m", ""))
            .toList();
    assertThat(lines).containsExactly("A     B", "漢字  x", "ab    y");
  }

  @Test
  void a_person_sees_progress_and_a_pipe_sees_lines() {
    Terminal terminal = terminal();
    terminal.worker.with(2, "Beta", "rally", "scheduled");
    terminal.worker.answersUntilEnd = 2;
    terminal.type("run", "--all");
    assertThat(terminal.err).doesNotContain("\u001b");
    assertThat(terminal.out.lines().filter(line -> line.contains("succeeded in"))).hasSize(2);
    assertThat(terminal.out).contains("2 runs: 2 succeeded");
    terminal.errIsTerminal = true;
    terminal.worker.answersUntilEnd = 2;
    terminal.type("run", "--all");
    assertThat(terminal.err).contains("\r\u001b[K", "0 of 2 ended, 2 queued").endsWith("\u001b[K");
  }

  @Test
  void a_long_poll_tells_a_person_how_far_it_has_come() {
    Terminal terminal = terminal();
    var shown = new CountDownLatch(2);
    terminal.inProcess =
        () ->
            new FakeOperations() {
              @Override
              public synchronized Page<PollChanges> poll(String by) {
                try {
                  assertThat(shown.await(1, TimeUnit.MINUTES)).isTrue();
                } catch (InterruptedException e) {
                  throw new AssertionError(e);
                }
                return super.poll(by);
              }

              @Override
              public Page<PollView> polls() {
                Long count = shown.getCount() == 2 ? null : 100_000L;
                var reading = new PollView.Reading(12_400, count);
                return Page.whole(
                    List.of(new PollView("all", NOW, NOW, null, 0, null, NOW, reading)));
              }
            };
    terminal.whileWaiting = shown::countDown;
    terminal.errIsTerminal = true;
    assertThat(terminal.type("poll")).isZero();
    assertThat(terminal.err)
        .contains("Asking SD Elements for its integrations… 12400 read")
        .contains("12400 of 100000 read")
        .endsWith("\u001b[K");
    assertThat(terminal.out).isEqualTo("Polled all integrations: nothing changed.\n");
  }

  @Test
  void status_says_what_to_do_for_what_needs_a_human() {
    Terminal terminal = terminal();
    terminal.worker.attention =
        List.of(
            new StatusView.Attention(
                1L,
                "Alpha",
                "unknown_command",
                "nobody handles its command sync_x",
                FakeOperations.NOW.minusSeconds(7200),
                "put an executable into commands.dir"));
    assertThat(terminal.type("status")).isZero();
    assertThat(terminal.out)
        .contains(
            "Needs a human (1)", "Alpha (1): nobody handles", "2 h ago", "do: put an executable");
  }

  @Test
  void times_are_relative_in_their_largest_unit() {
    Instant now = FakeOperations.NOW;
    assertThat(Times.relative(null, now)).isEqualTo("-");
    assertThat(Times.relative(now, now)).isEqualTo("now");
    assertThat(Times.relative(now.plusSeconds(725), now)).isEqualTo("in 12 min");
    assertThat(Times.relative(now.minusSeconds(3 * 3600), now)).isEqualTo("3 h ago");
    assertThat(Times.relative(now.minusSeconds(5400), now)).isEqualTo("1 h 30 min ago");
    assertThat(Times.relative(now.minusSeconds(86_400 * 3), now)).isEqualTo("3 d ago");
    assertThat(Times.both(now, now)).isEqualTo("now (2026-11-23 21:00Z)");
  }

  @Test
  void times_are_read_as_people_write_them() {
    assertThat(Times.instant("2026-11-23T21:00:00Z")).contains(FakeOperations.NOW);
    assertThat(Times.instant("2026-11-23T22:00+01:00")).contains(FakeOperations.NOW);
    assertThat(Times.instant("2026-11-23 21:00")).contains(FakeOperations.NOW);
    assertThat(Times.instant("2026-11-23")).contains(Instant.parse("2026-11-23T00:00:00Z"));
    assertThat(Times.instant("2026-13-23")).isEmpty();
    assertThat(Times.duration("90m")).contains(Duration.ofMinutes(90));
    assertThat(Times.duration("7d")).contains(Duration.ofDays(7));
    assertThat(Times.duration("7")).isEmpty();
  }
}
