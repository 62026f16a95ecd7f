package sdesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sdesync.ops.CheckReport;
import sdesync.ops.CheckReport.CheckResult;
import sdesync.ops.FakeOperations;
import sdesync.ops.Json;
import sdesync.ops.RunView;

/** The other verbs and their exit codes, in this process and through a real daemon's API. */
class VerbsTest extends BothPlaces {
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
    assertThat(terminal.out).contains("Alpha", "cancelled");
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
  void plan_says_what_a_sync_would_do_and_why(Where where) throws Exception {
    Terminal terminal = at(where);
    assertThat(terminal.type("plan", "1")).isZero();
    assertThat(terminal.out)
        .contains("TASK", "WOULD", "create", "it has no item", "Nothing was written")
        .doesNotContain("--accept-plan");
    assertThat(terminal.type("plan", "1", "--json")).isZero();
    JsonNode plan = Json.MAPPER.readTree(terminal.out);
    assertThat(plan.get("hash").asText()).isNotBlank();
    assertThat(plan.get("changes").get(0).get("task").asText()).isEqualTo("T2");
    assertThat(terminal.type("plan", "9")).isEqualTo(4);
    assertThat(terminal.type("plan")).isEqualTo(2);
    assertThat(terminal.worker.asked).contains("plan 1");
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
    assertThat(
            terminal.type(
                "sandbox",
                "--sde-port",
                "81",
                "--tasks",
                "5",
                "--latency",
                "20",
                "--api",
                "connections-alm"))
        .isZero();
    assertThat(terminal.calls)
        .containsExactly(
            "daemon my.properties",
            "daemon other.properties",
            "DemoOptions[once=true, port=9000, json=true]",
            "SandboxOptions[sdePort=81, rallyPort=null, tasks=5, latency=PT0.02S, api=connections-alm]");
  }
}
