package sdesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sdesync.ops.FakeOperations;
import sdesync.ops.Json;
import sdesync.ops.OpsFailure;
import sdesync.ops.Served;
import sdesync.redact.Secret;

/** {@code run} and its exit codes, in this process and through a real daemon's API. */
class RunVerbTest extends BothPlaces {
  @ParameterizedTest
  @EnumSource(Where.class)
  void run_waits_and_succeeds(Where where) throws Exception {
    Terminal terminal = at(where);
    terminal.worker.answersUntilEnd = 2;
    assertThat(terminal.type("run", "1")).isZero();
    assertThat(terminal.out).contains("Alpha (1) succeeded in 50 s");
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
    assertThat(alone.type("run", "1", "--dry-run", "--no-wait")).isEqualTo(2);
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

  @ParameterizedTest
  @EnumSource(Where.class)
  void a_dry_run_shows_what_would_run_and_why_the_rest_would_not(Where where) throws Exception {
    Terminal terminal = at(where);
    assertThat(terminal.type("run", "--system", "jira", "--dry-run")).isZero();
    assertThat(terminal.out).contains("not_selected", "paused");
    assertThat(terminal.worker.runs).isEmpty();
    terminal.worker.with(9, "Paused alone", "github", "paused");
    assertThat(terminal.type("run", "--system", "github", "--dry-run")).isZero();
    assertThat(terminal.type("run", "--system", "nobody", "--dry-run")).isEqualTo(4);
    assertThat(terminal.type("run", "77", "--dry-run", "--json")).isEqualTo(4);
    assertThat(Json.MAPPER.readTree(terminal.out).get("excluded")).isNotEmpty();
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

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
