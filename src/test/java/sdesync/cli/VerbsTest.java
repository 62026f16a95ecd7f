package sdesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sdesync.ops.CheckReport;
import sdesync.ops.CheckReport.CheckResult;
import sdesync.ops.DaemonMark;
import sdesync.ops.FakeOperations;
import sdesync.ops.Json;
import sdesync.ops.OpsFailure;
import sdesync.ops.RunView;
import sdesync.ops.Served;
import sdesync.redact.Secret;

/** Every verb and its exit codes, in this process and through a real daemon's API. */
class VerbsTest {
  @TempDir Path dataDir;
  private @Nullable Served served;
  private @Nullable DaemonMark mark;

  /** Where the worker is. */
  enum Where {
    IN_PROCESS,
    DAEMON
  }

  private Terminal at(Where where) throws Exception {
    var terminal = new Terminal(Served.settings(0, dataDir, null, Secret.of("admin-token")));
    terminal
        .worker
        .with(1, "Alpha", "rally", "scheduled")
        .with(2, "Beta", "jira", "paused")
        .with(3, "Old", "jira", "gone");
    if (where == Where.DAEMON) {
      served = new Served(dataDir, terminal.worker);
      mark = DaemonMark.hold(dataDir);
      mark.serves(served.url());
    }
    return terminal;
  }

  @AfterEach
  void stop() {
    if (served != null && mark != null) {
      served.close();
      mark.close();
    }
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void run_waits_and_succeeds(Where where) throws Exception {
    Terminal terminal = at(where);
    terminal.worker.answersUntilEnd = 2;
    assertThat(terminal.type("run", "1")).isZero();
    assertThat(terminal.out).contains("Alpha", "(1)", "succeeded in 50 s");
    assertThat(terminal.waited).isPositive();
    assertThat(terminal.worker.asked.toString())
        .contains("by " + (where == Where.DAEMON ? "ops (alice)" : "alice"));
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void run_of_a_run_that_does_not_succeed_is_1(Where where) throws Exception {
    for (String state : List.of("failed", "timed_out", "cancelled", "refused", "skipped", "lost")) {
      Terminal terminal = at(where);
      terminal.worker.endState = state;
      assertThat(terminal.type("run", "1")).as(state).isEqualTo(1);
      assertThat(terminal.out).contains(state, "exit code 3", "sde-sync log r1");
      stop();
    }
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void run_of_a_gone_one_is_1_and_of_nothing_known_is_4(Where where) throws Exception {
    Terminal terminal = at(where);
    assertThat(terminal.type("run", "3")).isEqualTo(1);
    assertThat(terminal.type("run", "99")).isEqualTo(4);
    assertThat(terminal.err).contains("99");
    assertThat(terminal.type("run", "--system", "none")).isEqualTo(4);
    assertThat(terminal.type("run", "1", "99")).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void run_leaves_paused_ones_out_unless_they_are_named(Where where) throws Exception {
    Terminal terminal = at(where);
    assertThat(terminal.type("run", "--alias", "Beta")).isEqualTo(4);
    assertThat(terminal.err).contains("paused");
    assertThat(terminal.type("run", "2")).isZero();
  }

  @Test
  void run_times_out_waiting_with_5_and_the_runs_go_on() throws Exception {
    Terminal terminal = at(Where.DAEMON);
    terminal.worker.answersUntilEnd = Integer.MAX_VALUE;
    assertThat(terminal.type("run", "1", "--wait-timeout", "10m")).isEqualTo(5);
    assertThat(terminal.waited).hasMinutes(10);
    assertThat(terminal.err).contains("timed out", "1 run goes on");
  }

  @Test
  void run_without_waiting_needs_a_daemon() throws Exception {
    Terminal alone = at(Where.IN_PROCESS);
    assertThat(alone.type("run", "1", "--no-wait")).isEqualTo(2);
    assertThat(alone.err).contains("--no-wait", "daemon");
    assertThat(alone.worker.asked).isEmpty();
    Terminal terminal = at(Where.DAEMON);
    assertThat(terminal.type("run", "1", "--no-wait")).isZero();
    assertThat(terminal.out).contains("started", "r1", "Alpha");
    assertThat(terminal.waited).isZero();
  }

  @Test
  void run_interrupted_says_how_to_cancel_and_leaves_the_runs() throws Exception {
    Terminal terminal = at(Where.DAEMON);
    terminal.worker.answersUntilEnd = 3;
    terminal.whileWaiting = () -> terminal.interrupts.forEach(Runnable::run);
    assertThat(terminal.type("run", "1")).isZero();
    assertThat(terminal.err).contains("1 run goes on", "sde-sync cancel r1");
    assertThat(terminal.interrupts).isEmpty();
    assertThat(terminal.worker.asked).noneMatch(asked -> asked.startsWith("cancel"));
  }

  @Test
  void run_and_list_poll_first_without_a_daemon_and_leave_it_to_one() throws Exception {
    Terminal alone = at(Where.IN_PROCESS);
    alone.type("run", "1");
    assertThat(alone.worker.asked.get(0)).isEqualTo("poll by alice");
    assertThat(alone.calls).contains("open WORKING");
    assertThat(alone.worker.closed).isTrue();
    alone.worker.polls =
        List.of(FakeOperations.failedPoll("https://sde.example refused the token"));
    alone.worker.asked.clear();
    assertThat(alone.type("run", "1")).isEqualTo(3);
    assertThat(alone.err).contains("refused the token");
    assertThat(alone.worker.asked).containsExactly("poll by alice");
    assertThat(alone.type("list")).isEqualTo(3);
    assertThat(alone.out).contains("Alpha");
    Terminal terminal = at(Where.DAEMON);
    terminal.type("list");
    assertThat(terminal.worker.asked).noneMatch(asked -> asked.startsWith("poll"));
    assertThat(terminal.calls).noneMatch(call -> call.startsWith("open"));
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void json_is_the_apis_own_and_alone_on_stdout(Where where) throws Exception {
    Terminal terminal = at(where);
    terminal.errIsTerminal = true;
    terminal.type("run", "1", "99", "--json");
    JsonNode run = Json.MAPPER.readTree(terminal.out);
    assertThat(names(run)).containsExactly("results", "excluded");
    assertThat(names(run.at("/results/0"))).containsExactly("disposition", "run");
    assertThat(run.at("/results/0/run/state").asText()).isEqualTo("succeeded");
    assertThat(run.at("/excluded/0/reason").asText()).isEqualTo("unknown_id");
    for (String list : List.of("list", "runs", "poll")) {
      terminal.type(list, "--json");
      assertThat(names(Json.MAPPER.readTree(terminal.out)))
          .as(list)
          .containsExactly("results", "next");
    }
    terminal.type("why", "1", "--json");
    assertThat(names(Json.MAPPER.readTree(terminal.out)))
        .containsExactly("integration_id", "at", "causes");
    terminal.type("check", "--json");
    assertThat(names(Json.MAPPER.readTree(terminal.out))).containsExactly("ok", "results");
    terminal.type("status", "--json");
    assertThat(Json.MAPPER.readTree(terminal.out).at("/sde/state").asText()).isEqualTo("reachable");
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void a_dry_run_shows_what_would_run_and_why_the_rest_would_not(Where where) throws Exception {
    Terminal terminal = at(where);
    assertThat(terminal.type("run", "--system", "jira", "--dry-run")).isZero();
    assertThat(terminal.out).contains("not_selected", "paused");
    assertThat(terminal.worker.runs).isEmpty();
    assertThat(terminal.type("run", "77", "--dry-run", "--json")).isEqualTo(4);
    assertThat(Json.MAPPER.readTree(terminal.out).get("excluded")).isNotEmpty();
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void reading_verbs_succeed_and_need_the_store_alone(Where where) throws Exception {
    Terminal terminal = at(where);
    terminal.worker.runs.put("r1", FakeOperations.view("r1", 1, "failed"));
    terminal.worker.logs.put("r1", "line\n");
    assertThat(terminal.type("status")).isZero();
    assertThat(terminal.out).contains("reachable", "3 min ago", "Nothing needs a human");
    assertThat(terminal.type("runs", "--integration", "1", "--state", "FAILED")).isZero();
    assertThat(terminal.out).contains("r1", "failed", "exit code 3");
    assertThat(terminal.type("log", "r1")).isZero();
    assertThat(terminal.out).isEqualTo("line\n");
    assertThat(terminal.type("why", "1", "--at", "2h")).isZero();
    assertThat(terminal.out).contains("Paused by alice.", "10 min ago");
    assertThat(terminal.worker.asked).contains("why 1 2026-11-23T19:00:00Z");
    assertThat(terminal.type("list", "--system", "rally")).isZero();
    assertThat(terminal.out).contains("Alpha", "in 12 min", "external").doesNotContain("Beta");
    assertThat(terminal.calls).doesNotContain("open CHECKING");
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void what_is_not_there_is_4(Where where) throws Exception {
    Terminal terminal = at(where);
    assertThat(terminal.type("log", "r9")).isEqualTo(4);
    assertThat(terminal.type("why", "9")).isEqualTo(4);
    assertThat(terminal.type("cancel", "r9")).isEqualTo(4);
    assertThat(terminal.type("cancel", "--alias", "none")).isEqualTo(4);
    assertThat(terminal.type("pause", "9")).isEqualTo(4);
    assertThat(terminal.type("resume", "--system", "none")).isEqualTo(4);
    assertThat(terminal.type("list", "9")).isEqualTo(4);
    assertThat(terminal.out).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void cancel_takes_runs_and_selectors_and_says_what_ended_before(Where where) throws Exception {
    Terminal terminal = at(where);
    terminal.worker.runs.put("r1", FakeOperations.view("r1", 1, "running"));
    assertThat(terminal.type("cancel", "r1")).isZero();
    assertThat(terminal.out).contains("Alpha".replace("Alpha", "alias 1"), "cancelled");
    assertThat(terminal.type("cancel", "r1")).isEqualTo(1);
    assertThat(terminal.err).contains("ended already");
    assertThat(terminal.type("cancel", "--all")).isZero();
    assertThat(terminal.out).contains("Nothing runs or waits");
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void pause_and_resume_say_whom(Where where) throws Exception {
    Terminal terminal = at(where);
    assertThat(terminal.type("pause", "1", "--until", "2h", "--note", "upgrade")).isZero();
    assertThat(terminal.out).contains("Paused until 2026-11-23 23:00Z: Alpha (1)");
    assertThat(terminal.worker.asked.toString())
        .contains("until=2026-11-23T23:00:00Z", "note=upgrade");
    assertThat(terminal.type("resume", "--all")).isZero();
    assertThat(terminal.out).contains("Resumed: Alpha (1)", "Resumed: Beta (2)");
    assertThat(terminal.type("pause", "1", "--until", "2020-01-01")).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void poll_says_what_changed_and_is_3_when_nothing_answered(Where where) throws Exception {
    Terminal terminal = at(where);
    assertThat(terminal.type("poll")).isZero();
    assertThat(terminal.out).contains("nothing changed");
    terminal.worker.polls =
        List.of(FakeOperations.goodPoll(), FakeOperations.failedPoll("no answer from sde.example"));
    assertThat(terminal.type("poll")).isEqualTo(1);
    terminal.worker.polls = List.of(FakeOperations.failedPoll("no answer from sde.example"));
    assertThat(terminal.type("poll")).isEqualTo(3);
    assertThat(terminal.err).contains("no answer from sde.example");
    assertThat(terminal.type("poll", "--json")).isEqualTo(3);
    assertThat(Json.MAPPER.readTree(terminal.out).at("/results/0/ok").asBoolean(true)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Where.class)
  void check_is_2_for_what_is_wrong_here_and_3_for_sd_elements(Where where) throws Exception {
    Terminal terminal = at(where);
    terminal.worker.check = CheckReport.of(List.of(CheckResult.good("routes", "all load")));
    assertThat(terminal.type("check")).isZero();
    var reach = CheckResult.bad(CheckResult.REACHABILITY, "https://sde refused it", "renew it");
    terminal.worker.check = CheckReport.of(List.of(reach));
    assertThat(terminal.type("check")).isEqualTo(3);
    assertThat(terminal.out).contains("WRONG", "refused it", "do: renew it");
    var command = CheckResult.bad("command sync_x", "nobody handles it", "add it");
    terminal.worker.check = CheckReport.of(List.of(reach, command));
    assertThat(terminal.type("check")).isEqualTo(2);
  }

  @Test
  void check_reports_a_wrong_configuration_as_json_too() throws Exception {
    Terminal terminal = at(Where.IN_PROCESS);
    terminal.settings =
        () -> {
          throw new ConfigurationProblem(List.of("sde.url is missing", "poll.every=soon is wrong"));
        };
    assertThat(terminal.type("check", "--json")).isEqualTo(2);
    JsonNode report = Json.MAPPER.readTree(terminal.out);
    assertThat(report.get("ok").asBoolean()).isFalse();
    assertThat(report.get("results")).hasSize(2);
    assertThat(terminal.type("list")).isEqualTo(2);
    assertThat(terminal.err).contains("sde.url is missing\n", "poll.every=soon is wrong\n");
  }

  @Test
  void what_the_daemon_refuses_is_3() throws Exception {
    Terminal terminal = at(Where.DAEMON);
    terminal.settings = () -> Served.settings(0, dataDir, null, Secret.of("nonsense"));
    Stream.of("status", "list", "poll", "runs", "check")
        .forEach(verb -> assertThat(terminal.type(verb)).as(verb).isEqualTo(3));
    assertThat(terminal.err).contains("refused the token").doesNotContain("nonsense");
    terminal.settings = () -> Served.settings(0, dataDir, null, Secret.of("view-token"));
    assertThat(terminal.type("run", "1")).isEqualTo(3);
    assertThat(terminal.err).contains("needs run");
  }

  @Test
  void a_store_another_process_holds_is_3() throws Exception {
    Terminal terminal = at(Where.IN_PROCESS);
    terminal.inProcess =
        () -> {
          throw new OpsFailure(OpsFailure.Kind.UNREACHABLE, "data is in use by process 4711");
        };
    assertThat(terminal.type("run", "1", "--json")).isEqualTo(3);
    assertThat(terminal.err).contains("4711");
    assertThat(terminal.out).isEmpty();
  }

  @Test
  void a_follower_prints_what_comes_until_the_run_has_ended() throws Exception {
    Terminal terminal = at(Where.DAEMON);
    terminal.worker.runs.put("r1", FakeOperations.view("r1", 1, "running"));
    terminal.worker.logs.put("r1", "one\n");
    terminal.whileWaiting =
        () -> {
          terminal.worker.logs.put("r1", "one\ntwo\n");
          RunView ended = FakeOperations.view("r1", 1, "succeeded");
          terminal.worker.runs.put("r1", ended);
        };
    assertThat(terminal.type("log", "r1", "--follow")).isZero();
    assertThat(terminal.out).isEqualTo("one\ntwo\n");
    assertThat(terminal.err).contains("succeeded");
  }

  @Test
  void the_worker_verbs_are_the_programs_own() throws Exception {
    Terminal terminal = at(Where.IN_PROCESS);
    assertThat(terminal.type("--config", "my.properties", "daemon")).isZero();
    assertThat(terminal.type("daemon", "--config", "other.properties")).isZero();
    assertThat(terminal.type("demo", "--once", "--port", "9000", "--json")).isZero();
    assertThat(terminal.type("sandbox", "--sde-port", "81", "--tasks", "5", "--latency", "20"))
        .isZero();
    assertThat(terminal.calls)
        .containsExactly(
            "daemon my.properties",
            "daemon other.properties",
            "DemoOptions[once=true, port=9000, json=true]",
            "SandboxOptions[sdePort=81, rallyPort=null, tasks=5, latency=PT0.02S]");
  }
}
