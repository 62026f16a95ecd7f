package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.blackbox.BuiltProgram.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The daemon as ops have it: it polls, runs on time, survives a kill and stops politely. */
@Tag("slow")
class DaemonTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private BuiltProgram program;

  @BeforeEach
  void a_sandbox_and_a_schedule_of_seconds() {
    program = new BuiltProgram(folder);
    Process sandbox = program.startBare("sandbox");
    await(() -> program.said(sandbox).contains("SDE_URL="));
    program
        .with("sde.url", value(program.said(sandbox), "SDE_URL"))
        .with("sde.token", "sandbox-token")
        .with("sde.admin-token", "sandbox-admin-token")
        .with("schedule.hourly", "*/2 * * * * *")
        .with("run.lease", "2s")
        .with("run.grace", "1s")
        .with("commands.dir", "commands");
    // Every command keeps its own record, which the ledger is compared with.
    for (String name : List.of("sync_rally", "sync_jira", "sync_github", "import_fortify")) {
      program.command(
          name,
          "echo \"$SDE_SYNC_INTEGRATION_ID $SDE_SYNC_RUN_ID\" >> "
              + folder.resolve("record")
              + "\ncat > /dev/null");
      // A name that is built in stands for the executable only when it is said so.
      program.with("command." + name + ".exec", folder.resolve("commands/" + name).toString());
    }
  }

  @AfterEach
  void stop() {
    program.close();
  }

  @Test
  void it_polls_at_once_and_runs_what_is_due() throws IOException {
    program.daemon();

    await(() -> recorded().size() >= 3);
    JsonNode list = JSON.readTree(program.run("list", "--json").exits(0).out());
    assertThat(list.get("results")).isNotEmpty();
    JsonNode runs =
        JSON.readTree(program.run("runs", "--state", "succeeded", "--json").exits(0).out());
    assertThat(runs.get("results").get(0).get("trigger").asText()).isEqualTo("schedule");
  }

  @Test
  void a_killed_daemon_goes_on_where_it_was_and_does_no_slot_twice() throws IOException {
    for (int kill = 0; kill < 3; kill++) {
      Process daemon = program.daemon();
      int before = recorded().size();
      await(() -> recorded().size() > before + 1);
      daemon.destroyForcibly().onExit().join();
    }
    Process daemon = program.daemon();
    int before = recorded().size();
    await(() -> recorded().size() > before);
    JsonNode runs = JSON.readTree(program.run("runs", "--limit", "500", "--json").exits(0).out());
    daemon.destroy();
    daemon.onExit().join();

    Map<String, Integer> done = new TreeMap<>();
    for (JsonNode run : runs.get("results")) {
      if (run.get("state").asText().equals("succeeded")) {
        done.merge(
            run.get("integration_id").asText() + "@" + run.get("slot").asText(), 1, Integer::sum);
      }
      assertThat(run.get("state").asText()).isNotEqualTo("running").as("of a dead process");
    }
    assertThat(done.values()).allMatch(times -> times == 1);
  }

  @Test
  void sigterm_stops_it_with_exit_0_and_leaves_no_running_row() throws IOException {
    Process daemon = program.daemon();
    await(() -> !recorded().isEmpty());

    daemon.destroy();

    assertThat(daemon.onExit().join().exitValue()).isZero();
    JsonNode runs = JSON.readTree(program.run("runs", "--json").exits(0).out());
    assertThat(runs.get("results").findValuesAsText("state")).doesNotContain("running");
  }

  @Test
  void a_data_directory_in_use_is_refused_naming_the_pid() {
    Process daemon = program.daemon();

    var second = program.with("ops.bind", "127.0.0.1:" + BuiltProgram.freePort()).run("daemon");

    assertThat(second.exitCode()).isNotZero();
    assertThat(second.err()).contains(Long.toString(daemon.pid()));
  }

  @Test
  void a_manual_run_is_waited_for_and_its_log_is_there() throws IOException {
    program.daemon();

    JsonNode answer = JSON.readTree(program.run("run", "1", "--json").exits(0).out());

    JsonNode run = answer.get("results").get(0).get("run");
    assertThat(run.get("state").asText()).isEqualTo("succeeded");
    assertThat(run.get("trigger").asText()).isEqualTo("manual");
    assertThat(run.get("requested_by").asText()).isNotEmpty();
    program.run("log", run.get("id").asText()).exits(0);
  }

  private List<String> recorded() {
    try {
      Path record = folder.resolve("record");
      return Files.exists(record) ? Files.readAllLines(record) : new ArrayList<>();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String value(String said, String name) {
    return said.lines()
        .filter(line -> line.startsWith(name + "="))
        .findFirst()
        .orElseThrow()
        .substring(name.length() + 1)
        .strip();
  }
}
