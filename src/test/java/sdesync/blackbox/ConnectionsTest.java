package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.blackbox.BuiltProgram.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxApi;
import sdesync.sandbox.SandboxIntegration;
import sdesync.sandbox.SandboxJobs.SandboxJob;
import sdesync.sandbox.SandboxSettings;

/** The built program and the servers that list connections. */
@Tag("slow")
class ConnectionsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final SandboxIntegration PEOPLE =
      new SandboxIntegration(
          9,
          1,
          "LDAP",
          "people",
          "daily",
          "sync_ldap",
          "LDAP",
          Map.of("ldap_server", "ldap.example"));

  @TempDir Path folder;
  private Sandbox sandbox =
      Sandbox.start(SandboxSettings.DEFAULTS.withApi(SandboxApi.CONNECTIONS_ALM));
  private BuiltProgram program;

  @BeforeEach
  void an_older_server() {
    start(SandboxApi.CONNECTIONS_ALM);
  }

  private void start(SandboxApi api) {
    sandbox.close();
    sandbox = Sandbox.start(SandboxSettings.DEFAULTS.withApi(api));
    program =
        new BuiltProgram(folder)
            .with("sde.url", sandbox.url().toString())
            .with("sde.api", "auto")
            .with("sde.token", Sandbox.TOKEN)
            .with("sde.admin-token", Sandbox.ADMIN_TOKEN)
            .with("run.lease", "2s")
            .with("commands.dir", "commands")
            .command("sync_jira", "cat > /dev/null; echo 'sde-sync: {\"created\": 2}'")
            // Its last line quotes a password, as a careless command does.
            .command("import_fortify", "cat > /dev/null; echo 'login fortify_password'; exit 3");
  }

  @AfterEach
  void stop() {
    program.close();
    sandbox.close();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INTEGRATIONS")
  void what_is_run_is_told_to_sd_elements_without_secrets(SandboxApi api) {
    start(api);
    program.run("run", "2", "4", "--json").exits(1);

    assertThat(sandbox.jobs().all()).extracting(SandboxJob::connection).contains(2L, 4L).hasSize(2);
    for (SandboxJob job : sandbox.jobs().all()) {
      assertThat(job.ready()).isTrue();
      assertThat(job.automatic()).isFalse();
      assertThat(job.succeeded()).isEqualTo(job.connection() == 2);
      assertThat(job.message())
          .contains(job.connection() == 2 ? "created=2" : "exit code 3. Its last line: login ***");
    }
  }

  @Test
  void users_directories_and_scanners_are_listed_scheduled_and_run_like_any_other()
      throws IOException {
    sandbox.integrations().add(PEOPLE);
    program
        .with("schedule.daily", "* * * * * *")
        .command("sync_ldap", "grep -o '\"ldap_server\":\"[^\"]*\"'");
    assertThat(program.run("list").exits(0).out())
        .containsPattern("9 +people .* sync_ldap +external +daily +scheduled +(now|in )")
        .containsPattern("4 +Fortify scans .* import_fortify +external +weekly +scheduled +in ");
    program.daemon();
    await(() -> answer("runs", "--integration", "9").contains("succeeded"));
    JsonNode run =
        JSON.readTree(answer("runs", "--integration", "9", "--state", "succeeded", "--json"))
            .get("results")
            .get(0);
    assertThat(run.get("trigger").asText()).isEqualTo("schedule");
    assertThat(run.get("target").asText()).isEqualTo("ldap.example");
    assertThat(answer("log", run.get("id").asText())).contains("ldap.example");
  }

  @Test
  void what_sd_elements_says_of_its_own_runs_is_shown() {
    assertThat(program.run("list").exits(0).out()).doesNotContain("SD ELEMENTS SAYS");
    program.run("run", "2", "4").exits(1);
    assertThat(program.run("list").exits(0).out())
        .contains("SD ELEMENTS SAYS")
        .containsPattern("2 +Web shop .* succeeded .* succeeded (now|.* ago)")
        .containsPattern("4 +Fortify scans .* failed .* failed (now|.* ago)");
  }

  @Test
  void check_says_which_api_it_is_and_what_is_left_out() {
    sandbox.jobs().runItself(3);
    var checked = program.with("sde.agent-id", "1").run("check");

    assertThat(checked.out())
        .contains(
            "connections-alm, as the server itself",
            "those marked for a remote agent are run",
            "not marked for a remote agent: 1",
            "remote agent 1 is 'Sandbox agent'");
  }

  @Test
  void what_is_asked_for_there_is_run_here_once_and_answered() throws IOException {
    start(SandboxApi.CONNECTIONS_ISSUE_TRACKER);
    program
        .with("sde.manual-requests", "true")
        .with("poll.requests-every", "1s")
        .with("sde.agent-id", "1")
        .daemon();
    long id = sandbox.jobs().request(2, "ann@example.com");
    await(() -> sandbox.jobs().all().stream().allMatch(SandboxJob::ready));

    List<SandboxJob> jobs = sandbox.jobs().all();
    assertThat(jobs).hasSize(1);
    assertThat(jobs.get(0).id()).isEqualTo(id);
    assertThat(jobs.get(0).message()).contains("created=2");
    JsonNode runs = JSON.readTree(answer("runs", "--json")).get("results");
    assertThat(runs).hasSize(1);
    assertThat(runs.get(0).get("trigger").asText()).isEqualTo("manual");
    assertThat(runs.get(0).get("requested_by").asText()).isEqualTo("ann@example.com");
    assertThat(program.run("check").out()).contains("last sync 20");
  }

  /** A busy machine's daemon may take longer than the two seconds a verb waits. */
  private String answer(String... verb) {
    var ended = new AtomicReference<>(program.run(verb));
    await(
        () -> {
          if (ended.get().exitCode() == 3) {
            ended.set(program.run(verb));
          }
          return ended.get().exitCode() != 3;
        });
    return ended.get().exits(0).out();
  }
}
