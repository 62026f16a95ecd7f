package sdesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sdesync.ops.Served;

/** Wrong usage is exit code 2, with what is allowed; help is 0. */
class UsageTest {
  @TempDir Path dataDir;

  private Terminal terminal() {
    return new Terminal(Served.settings(0, dataDir, null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run --dry-rn 1            | --dry-run",
        "lsit                      | list",
        "run                       | --all",
        "pause --note x            | --all",
        "run abc                   | --alias",
        "run 0                     | positive integer",
        "run 1 --wait-timeout soon | 10m",
        "run 1 --no-wait --wait-timeout 1m | exclude",
        "runs --state broken       | succeeded",
        "runs --limit 0            | 1 to 1000",
        "runs --limit many         | --limit",
        "runs --since yesterday    | 2026-11-23T21:00Z",
        "log 12                    | run id",
        "log                       | RUN",
        "why                       | ID",
        "why 1 --at never          | --at",
        "demo --port 99999         | 65535",
        "demo --json               | --once",
        "sandbox --latency -1      | 0 or more",
        "list --project x          | --project",
      })
  void it_names_the_option_and_what_is_allowed(String line, String word) {
    Terminal terminal = terminal();
    assertThat(terminal.type(line.split(" +"))).isEqualTo(2);
    assertThat(terminal.err).contains(word, "--help");
    assertThat(terminal.out).isEmpty();
    assertThat(terminal.worker.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--sde-token=very-secret-1 list",
        "--sde.token=very-secret-1 list",
        "list --sde-admin-token very-secret-1",
        "run 1 --ops.token=very-secret-1",
        "daemon --db-password=very-secret-1",
        "daemon --http.proxy=http://u:very-secret-1@h:1",
        "status -token=very-secret-1",
      })
  void a_secret_is_refused_with_where_it_belongs_and_never_shown(String line) {
    Terminal terminal = terminal();
    assertThat(terminal.type(line.split(" "))).isEqualTo(2);
    assertThat(terminal.err).contains("-file", "command line").doesNotContain("very-secret-1");
    assertThat(terminal.calls).isEmpty();
  }

  @Test
  void an_unknown_option_is_named_without_its_value() {
    Terminal terminal = terminal();
    assertThat(terminal.type("list", "--foo=very-secret-1")).isEqualTo(2);
    assertThat(terminal.err).contains("--foo").doesNotContain("very-secret-1");
  }

  @Test
  void help_and_version_are_answers() {
    Terminal terminal = terminal();
    assertThat(terminal.type("--help")).isZero();
    assertThat(terminal.out).contains("demo", "daemon", "sandbox", "Exit codes");
    assertThat(terminal.type("run", "--help")).isZero();
    assertThat(terminal.out).contains("--dry-run", "--wait-timeout", "--config");
    assertThat(terminal.type("--version")).isZero();
    assertThat(terminal.out).isEqualTo("sde-sync 1.2.3\n");
    assertThat(terminal.type()).isEqualTo(2);
    assertThat(terminal.err).contains("Usage: sde-sync");
  }

  @Test
  void every_verb_has_help() {
    for (String verb :
        List.of(
            "demo", "daemon", "run", "list", "status", "poll", "runs", "log", "cancel", "pause",
            "resume", "why", "check", "sandbox")) {
      Terminal terminal = terminal();
      assertThat(terminal.type(verb, "--help")).as(verb).isZero();
      assertThat(terminal.out).contains("Usage: sde-sync " + verb);
    }
  }

  @Test
  void a_fault_of_the_program_is_told_without_a_stack_trace() {
    Terminal terminal = terminal();
    terminal.worker.failure = new IllegalStateException("oops\u001b[2J");
    assertThat(terminal.type("status")).isEqualTo(3);
    assertThat(terminal.err)
        .contains("sde-sync itself failed", "oops\\x1b")
        .doesNotContain("\tat ");
  }
}
