package sdesync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.RunState;
import sdesync.integration.Cancellation;
import sdesync.integration.Integration;
import sdesync.integration.Params;
import sdesync.integration.RunRequest;
import sdesync.integration.StopCause;
import sdesync.integration.Trigger;
import sdesync.redact.Secret;
import sdesync.run.RunSettings.ParamsForm;
import sdesync.run.RunSettings.TokenForm;
import sdesync.sde.Fetched;
import sdesync.sde.SdeFailure;

/** Which command runs, with which params and token, or why none does. Commands are routes here. */
class RunnerTest {
  @TempDir Path dir;
  private Workbench bench;
  private final List<CommandInput> given = new ArrayList<>();

  @BeforeEach
  void setUp() {
    bench = new Workbench(dir);
    bench.routes.put(
        "sync_rally",
        input -> {
          given.add(input);
          return Map.of();
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sync_rally x",
        "../sync_rally",
        "sync_rally;touch HERE",
        "$(touch HERE)",
        "`touch HERE`",
        "sync_rally\ntouch HERE",
        "/bin/true",
        "run-integration",
        "nobody"
      })
  void a_hostile_or_unknown_command_is_refused_and_executes_nothing(String command) {
    bench.executable("sync_x", "touch HERE");
    Outcome outcome = bench.run(command);
    refused(outcome, Reason.UNKNOWN_COMMAND);
    assertThat(given).isEmpty();
    assertThat(dir.resolve("data")).isEmptyDirectory();
    assertThat(Path.of("HERE")).doesNotExist();
  }

  @Test
  void params_are_fetched_afresh_and_what_was_fetched_is_what_runs() {
    bench.sde =
        known ->
            Optional.of(
                new Fetched(
                    Workbench.integration("sync_rally", "weekly"), new Params(Map.of("a", 1))));
    succeeded(bench.run("sync_gone"));
    assertThat(bench.fetches).extracting(known -> known.command()).containsExactly("sync_gone");
    assertThat(last().integration().frequency()).isEqualTo("weekly");
    assertThat(last().params().values()).isEqualTo(Map.of("a", 1));
    assertThat(last().runId()).isEqualTo("r1");
  }

  @Test
  void a_command_that_became_unknown_in_sd_elements_is_refused() {
    bench.sde = known -> Optional.of(new Fetched(Workbench.integration("sync_new"), Params.none()));
    refused(bench.run("sync_rally"), Reason.UNKNOWN_COMMAND);
    assertThat(given).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      value = Trigger.class,
      names = {"SCHEDULE", "CATCH_UP", "RECOVERY"})
  void a_slot_of_an_integration_that_became_manual_is_skipped(Trigger trigger) {
    bench.sde =
        known ->
            Optional.of(
                new Fetched(Workbench.integration("sync_rally", "manually"), Params.none()));
    Outcome outcome = bench.runner().run(bench.request("sync_rally", trigger));
    assertThat(outcome.state()).isEqualTo(RunState.SKIPPED);
    assertThat(outcome.reason()).isEqualTo(Reason.FREQUENCY_CHANGED);
    succeeded(bench.run("sync_rally"));
  }

  @Test
  void an_absent_integration_is_skipped_for_a_slot_and_refused_for_a_person() {
    bench.sde = known -> Optional.empty();
    Outcome slot = bench.runner().run(bench.request("sync_rally", Trigger.SCHEDULE));
    assertThat(slot.state()).isEqualTo(RunState.SKIPPED);
    assertThat(slot.reason()).isEqualTo(Reason.GONE);
    refused(bench.run("sync_rally"), Reason.GONE);
  }

  @Test
  void a_manual_run_repeated_as_recovery_is_still_a_persons() {
    bench.sde = known -> Optional.empty();
    Outcome outcome =
        bench
            .runner()
            .run(
                new RunRequest(
                    "r2",
                    Workbench.integration("sync_rally"),
                    Trigger.RECOVERY,
                    null,
                    1,
                    new Cancellation()));
    refused(outcome, Reason.GONE);
  }

  @Test
  void only_the_ordinary_token_means_no_params_and_only_commands_without_params_run() {
    bench.admin = null;
    refused(bench.run("sync_rally"), Reason.PARAMS_MISSING);
    refused(bench.run("nobody"), Reason.UNKNOWN_COMMAND);
    bench.spec("sync_rally", ParamsForm.NONE, TokenForm.ORDINARY);
    succeeded(bench.run("sync_rally"));
    assertThat(bench.fetches).isEmpty();
    assertThat(token()).isEqualTo(Workbench.ORDINARY);
  }

  @Test
  void an_admin_token_that_is_shown_no_params_runs_only_commands_without_params() {
    bench.sde =
        known ->
            Optional.of(
                new Fetched(
                    new Integration(
                        7, 2L, "Jira", "Jira of shop", "daily", known.command(), "", null),
                    Params.none()));
    refused(bench.run("sync_rally"), Reason.PARAMS_MISSING);
    refused(bench.run("nobody"), Reason.UNKNOWN_COMMAND);
    assertThat(given).isEmpty();
    bench.spec("sync_rally", ParamsForm.NONE, TokenForm.ORDINARY);
    succeeded(bench.run("sync_rally"));
  }

  @Test
  void only_the_admin_token_serves_a_route_but_an_external_command_only_when_told() {
    bench.ordinary = null;
    succeeded(bench.run("sync_rally"));
    assertThat(token()).isEqualTo(Workbench.ADMIN);

    bench.executable("sync_jira", "grep -o token-[0-9]* || echo none");
    succeeded(bench.run("sync_jira"));
    assertThat(bench.output()).isEqualTo("none\n");

    bench.spec("sync_jira", ParamsForm.STDIN_JSON, TokenForm.ADMIN);
    succeeded(bench.run("sync_jira"));
    assertThat(bench.output()).endsWith("token-5678\n");
  }

  @Test
  void both_tokens_mean_the_ordinary_one_for_commands_unless_told_otherwise() {
    succeeded(bench.run("sync_rally"));
    assertThat(token()).isEqualTo(Workbench.ORDINARY);
    bench.spec("sync_rally", ParamsForm.STDIN_JSON, TokenForm.ADMIN);
    succeeded(bench.run("sync_rally"));
    assertThat(token()).isEqualTo(Workbench.ADMIN);
    bench.spec("sync_rally", ParamsForm.STDIN_JSON, TokenForm.NONE);
    succeeded(bench.run("sync_rally"));
    assertThat(last().sde().token()).isNull();
  }

  @Test
  void a_command_without_params_is_given_none_of_those_fetched_for_another() {
    bench.routes.put("sync_bare", bench.routes.get("sync_rally"));
    bench.spec("sync_bare", ParamsForm.NONE, TokenForm.NONE);
    bench.sde =
        known ->
            Optional.of(
                new Fetched(Workbench.integration("sync_bare"), new Params(Map.of("a", 1))));
    succeeded(bench.run("sync_old"));
    assertThat(last().params().values()).isEmpty();
  }

  @Test
  void sd_elements_away_is_worth_another_attempt_and_a_refused_token_is_not() {
    bench.sde = failing(SdeFailure.Kind.UNREACHABLE);
    failed(bench.run("sync_rally"), Reason.SDE_UNREACHABLE, true);
    bench.sde = failing(SdeFailure.Kind.BAD_ANSWER);
    failed(bench.run("sync_rally"), Reason.SDE_UNREACHABLE, true);
    bench.sde = failing(SdeFailure.Kind.UNAUTHORIZED);
    failed(bench.run("sync_rally"), Reason.SDE_UNAUTHORIZED, false);
    refused(bench.run("nobody"), Reason.UNKNOWN_COMMAND);
  }

  @Test
  void a_run_cancelled_before_or_while_its_params_are_fetched_executes_nothing() {
    bench.sde =
        known -> {
          bench.cancellation.cancel(StopCause.SHUTDOWN);
          return Optional.of(new Fetched(known, Params.none()));
        };
    for (int i = 0; i < 2; i++) {
      Outcome outcome = bench.run("sync_rally");
      assertThat(outcome.state()).isEqualTo(RunState.CANCELLED);
      assertThat(outcome.reason()).isEqualTo(Reason.SHUTDOWN);
    }
    assertThat(bench.fetches).hasSize(1);
    assertThat(given).isEmpty();
  }

  @Test
  void a_fault_of_the_worker_itself_is_an_outcome_too() {
    bench.sde =
        known -> {
          throw new IllegalStateException("hunter22");
        };
    Outcome outcome = bench.run("sync_rally");
    failed(outcome, Reason.INTERNAL_ERROR, false);
    assertThat(outcome.message()).doesNotContain("hunter22");
  }

  @Test
  void an_attempt_has_its_number() {
    bench
        .runner()
        .run(
            new RunRequest(
                "r9",
                Workbench.integration("sync_rally"),
                Trigger.SCHEDULE,
                Instant.EPOCH,
                3,
                new Cancellation()));
    assertThat(last().attempt()).isEqualTo(3);
  }

  private static java.util.function.Function<sdesync.integration.Integration, Optional<Fetched>>
      failing(SdeFailure.Kind kind) {
    return known -> {
      throw new SdeFailure(kind, "SD Elements said no", null, null);
    };
  }

  private CommandInput last() {
    return given.get(given.size() - 1);
  }

  private String token() {
    Secret token = last().sde().token();
    return token == null ? "" : token.reveal();
  }

  private static void succeeded(Outcome outcome) {
    assertThat(outcome.state()).as(outcome.message()).isEqualTo(RunState.SUCCEEDED);
    assertThat(outcome.reason()).isNull();
  }

  private static void refused(Outcome outcome, Reason reason) {
    assertThat(List.of(outcome.state(), String.valueOf(outcome.reason())))
        .isEqualTo(List.of(RunState.REFUSED, reason.toString()));
    assertThat(outcome.message()).isNotBlank();
    assertThat(outcome.retryable()).isFalse();
  }

  private static void failed(Outcome outcome, Reason reason, boolean retryable) {
    assertThat(outcome.state()).isEqualTo(RunState.FAILED);
    assertThat(outcome.reason()).isEqualTo(reason);
    assertThat(outcome.retryable()).isEqualTo(retryable);
  }
}
