package sdesync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.RunState;
import sdesync.integration.Params;
import sdesync.integration.RunRequest;
import sdesync.integration.StopCause;
import sdesync.integration.Trigger;
import sdesync.run.RunSettings.CommandSpec;
import sdesync.run.RunSettings.ParamsForm;
import sdesync.run.RunSettings.TokenForm;

/** Commands that are real processes, from the request to the outcome. */
@Timeout(30)
class ExternalCommandTest {
  @TempDir Path dir;
  private Workbench bench;

  @BeforeEach
  void setUp() {
    bench = new Workbench(dir);
    bench.params(Map.of("alm_pass", "hunter22", "alm_server", "jira.example"));
  }

  @Test
  void params_come_on_stdin_as_json_and_exit_code_0_is_success() {
    bench.executable("sync_jira", "cat > $HOME/got", "echo done");
    Outcome outcome = bench.run("sync_jira");
    assertThat(outcome.state()).as(outcome.message()).isEqualTo(RunState.SUCCEEDED);
    assertThat(outcome.exitCode()).isZero();
    assertThat(dir.resolve("got"))
        .content()
        .startsWith("{\"integration\":{\"id\":7,\"project_id\":2,")
        .contains("\"alm_pass\":\"hunter22\"")
        .endsWith(
            "\"sde\":{\"url\":\"https://sde.example.com\",\"token\":\"ordinary-token-1234\"}}");
    assertThat(bench.output()).isEqualTo("done\n");
    assertThat(outcome.output().lines()).isEqualTo(1);
  }

  @Test
  void the_environment_is_what_the_contract_names_and_nothing_else() throws IOException {
    bench.environment.put("ALL", "all");
    bench.environment.put("BOTH", "all");
    bench.environment.put("SDE_SYNC_WORKER", "forged");
    bench.executable("sync_jira");
    bench.specs.put(
        "sync_jira",
        new CommandSpec(
            List.of("/usr/bin/env"),
            ParamsForm.STDIN_JSON,
            TokenForm.ORDINARY,
            Map.of("BOTH", "one", "SDE_SYNC_RUN_ID", "forged"),
            null,
            null,
            Set.of(75)));
    bench.run("sync_jira");
    assertThat(bench.output().lines())
        .containsExactlyInAnyOrder(
            "PATH=/usr/local/bin:/usr/bin:/bin",
            "HOME=" + dir,
            "LANG=C.UTF-8",
            "TZ=UTC",
            "SDE_SYNC_WORKER=worker-1",
            "SDE_SYNC_RUN_ID=r1",
            "SDE_SYNC_INTEGRATION_ID=7",
            "SDE_SYNC_ATTEMPT=1",
            "ALL=all",
            "BOTH=one");
  }

  @Test
  void no_param_and_no_token_is_in_argv_or_in_the_environment_of_the_process() {
    bench.executable(
        "sync_jira",
        "cat >/dev/null",
        "if tr '\\0' '\\n' < /proc/$$/cmdline | grep -q hunter22; then exit 3; fi",
        "if tr '\\0' '\\n' < /proc/$$/environ | grep -qE 'hunter22|token-'; then exit 4; fi");
    bench.specs.put("sync_jira", CommandSpec.DEFAULTS);
    assertThat(bench.run("sync_jira").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @ParameterizedTest
  @EnumSource(
      value = ParamsForm.class,
      names = {"FILE_JSON", "FILE_INI"})
  void a_parameter_file_is_there_with_mode_600_during_the_run_alone(ParamsForm form) {
    bench.spec(
        "sync_jira",
        form,
        TokenForm.ORDINARY,
        "/bin/sh",
        "-c",
        "stat -c %a \"$1\"; grep -c hunter22 \"$1\"; wc -c",
        "sync",
        "{config}");
    bench.run("sync_jira");
    assertThat(bench.output()).isEqualTo("600\n1\n0\n");
    assertThat(dir.resolve("data/tmp")).isEmptyDirectory();
  }

  @Test
  void params_none_leaves_stdin_empty() {
    bench.spec("sync_jira", ParamsForm.NONE, TokenForm.ORDINARY, "wc", "-c");
    bench.run("sync_jira");
    assertThat(bench.output()).isEqualTo("0\n");
    assertThat(bench.fetches).isEmpty();
  }

  @Test
  void argv_is_given_to_no_shell() {
    bench.spec(
        "sync_jira", ParamsForm.NONE, TokenForm.NONE, "printf", "%s|", "$(id)", ";id", "*", "a b");
    bench.run("sync_jira");
    assertThat(bench.output()).isEqualTo("$(id)|;id|*|a b|");
  }

  @Test
  void secrets_are_masked_in_the_output_the_message_and_the_summary() {
    bench.executable(
        "sync_jira",
        "echo pass hunter22 token ordinary-token-1234 admin-token-5678",
        "echo 'sde-sync: {\"note\": \"hunter22\"}'",
        "echo cannot log in with hunter22 >&2",
        "exit 3");
    Outcome outcome = bench.run("sync_jira");
    assertThat(outcome.message())
        .isEqualTo("The command ended with exit code 3. Its last line: cannot log in with ***");
    assertThat(outcome.summary()).isEqualTo(Map.of("note", "***"));
    assertThat(bench.output()).contains("pass *** token *** ***\n").doesNotContain("hunter22");
  }

  @Test
  void a_secret_only_a_json_reader_would_see_is_masked_in_the_summary() {
    bench.params(Map.of("alm_pass", "hunter22"));
    bench.executable(
        "sync_jira",
        "printf '%s\\n' 'sde-sync: {\"note\": \"hunt\\u0065r22\", \"h\\u0075nter22\": 1}'");
    assertThat(bench.run("sync_jira").summary()).isEqualTo(Map.of("note", "***", "***", 1));
  }

  @Test
  void what_is_logged_during_a_run_hides_its_secrets_too() {
    bench.executable("sync_jira", "echo 1% complete");
    var logged = new ArrayList<String>();
    var runner = bench.runner((runId, percent) -> logged.add(bench.secrets().mask("hunter22")));
    runner.run(bench.request("sync_jira", Trigger.MANUAL));
    assertThat(logged).containsExactly("***");
    assertThat(bench.secrets().mask("hunter22 " + Workbench.ADMIN)).isEqualTo("hunter22 ***");
  }

  @Test
  void a_secret_too_short_to_mask_is_reported_by_its_name() {
    bench.params(Map.of("alm_pass", "abc"));
    bench.executable("sync_jira", "echo abc");
    assertThat(bench.run("sync_jira").output().flags()).containsExactly("short_secret:alm_pass");
  }

  @Test
  void an_exit_code_is_final_unless_it_is_one_to_retry() {
    bench.executable("sync_a", "exit 3");
    bench.executable("sync_b", "exit 75");
    bench.executable("sync_c", "kill -9 $$");
    Outcome failed = bench.run("sync_a");
    assertThat(failed.state()).isEqualTo(RunState.FAILED);
    assertThat(failed.reason()).isEqualTo(Reason.EXIT_CODE);
    assertThat(failed.exitCode()).isEqualTo(3);
    assertThat(failed.retryable()).isFalse();
    assertThat(failed.message()).contains("exit code 3 and no output");
    assertThat(bench.run("sync_b").retryable()).isTrue();
    assertThat(bench.run("sync_c").message()).contains("exit code 137 (signal 9)");
  }

  @Test
  void progress_and_summary_reach_the_worker_while_the_output_stays_whole() {
    bench.executable(
        "sync_jira", "echo 10% complete", "echo 80% complete", "echo 'sde-sync: {\"created\": 2}'");
    Outcome outcome = bench.run("sync_jira");
    assertThat(bench.progress).containsExactly(10, 80);
    assertThat(outcome.summary()).isEqualTo(Map.of("created", 2));
    assertThat(outcome.output().lines()).isEqualTo(3);
  }

  @Test
  void a_command_that_takes_too_long_is_timed_out() {
    bench.timeout = Duration.ofMillis(200);
    bench.executable("sync_jira", "echo begun", "exec sleep 600");
    Outcome outcome = bench.run("sync_jira");
    assertThat(outcome.state()).isEqualTo(RunState.TIMED_OUT);
    assertThat(outcome.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(outcome.message()).contains("within 0.2s");
    assertThat(outcome.exitCode()).isNull();
    assertThat(bench.output()).isEqualTo("begun\n");
  }

  @ParameterizedTest
  @EnumSource(StopCause.class)
  void a_cancelled_command_ends_with_the_cause(StopCause cause) {
    bench.executable("sync_jira", "echo 1% complete", "exec sleep 600");
    var runner = bench.runner((runId, percent) -> bench.cancellation.cancel(cause));
    Outcome outcome = runner.run(bench.request("sync_jira", Trigger.MANUAL));
    assertThat(outcome.state()).isEqualTo(RunState.CANCELLED);
    assertThat(outcome.reason()).isEqualTo(Reason.valueOf(cause.name()));
  }

  @Test
  void a_program_that_is_not_there_is_a_launch_failure() {
    bench.spec("sync_jira", ParamsForm.NONE, TokenForm.NONE, "/no/such/program");
    Outcome outcome = bench.run("sync_jira");
    assertThat(outcome.state()).isEqualTo(RunState.FAILED);
    assertThat(outcome.reason()).isEqualTo(Reason.LAUNCH_FAILED);
    assertThat(outcome.message()).contains("/no/such/program");
    assertThat(outcome.retryable()).isFalse();
  }

  @Test
  void params_ini_cannot_carry_are_refused_naming_the_key() {
    bench.params(Map.of("alm_pass", "100% hunter22"));
    bench.executable("sync_jira", "touch $HOME/ran");
    bench.spec("sync_jira", ParamsForm.STDIN_INI, TokenForm.ORDINARY);
    Outcome outcome = bench.run("sync_jira");
    assertThat(outcome.state()).isEqualTo(RunState.REFUSED);
    assertThat(outcome.reason()).isEqualTo(Reason.PARAMS_INVALID);
    assertThat(outcome.message()).contains("'alm_pass'").doesNotContain("hunter22");
    assertThat(dir.resolve("ran")).doesNotExist();
  }

  @Test
  void it_works_where_it_is_told_to_else_at_home() throws IOException {
    Path work = Files.createDirectory(dir.resolve("work"));
    bench.executable("sync_jira", "pwd");
    bench.run("sync_jira");
    bench.specs.put(
        "sync_jira",
        new CommandSpec(
            List.of(), ParamsForm.NONE, TokenForm.NONE, Map.of(), work, null, Set.of()));
    bench.run("sync_jira");
    assertThat(bench.output()).isEqualTo(dir + "\n--- sde-sync: attempt 1 ---\n" + work + "\n");
  }

  @Test
  void a_listener_that_fails_costs_the_command_nothing() {
    bench.executable("sync_jira", "echo 1% complete", "echo after");
    var runner =
        bench.runner(
            (runId, percent) -> {
              throw new IllegalStateException("store away");
            });
    assertThat(runner.run(bench.request("sync_jira", Trigger.MANUAL)).state())
        .isEqualTo(RunState.SUCCEEDED);
    assertThat(bench.output()).endsWith("after\n");
  }

  @Test
  void a_full_disk_fails_the_run_as_such_and_not_the_worker() throws IOException {
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")));
    Files.createDirectories(dir.resolve("data/output"));
    Files.createSymbolicLink(dir.resolve("data/output/r1.log"), Path.of("/dev/full"));
    bench.executable("sync_jira", "echo text");
    Outcome outcome = bench.run("sync_jira");
    assertThat(outcome.state()).isEqualTo(RunState.FAILED);
    assertThat(outcome.reason()).isEqualTo(Reason.DISK_FULL);
    assertThat(outcome.output().flags()).containsExactly("output_lost");
    var next =
        new RunRequest(
            "r2", Workbench.integration("sync_jira"), Trigger.MANUAL, null, 1, bench.cancellation);
    assertThat(bench.runner().run(next).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void nothing_of_a_param_is_in_any_file_after_a_run() throws IOException {
    bench.params(new Params(Map.of("alm_pass", "hunter22")).values());
    bench.spec("sync_jira", ParamsForm.FILE_JSON, TokenForm.ORDINARY, "cat", "{config}");
    bench.run("sync_jira");
    try (var files = Files.walk(dir)) {
      assertThat(files.filter(Files::isRegularFile))
          .isNotEmpty()
          .allSatisfy(file -> assertThat(file).content().doesNotContain("hunter22"));
    }
  }
}
