package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static sdesync.blackbox.BuiltProgram.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Contract section 1, "Stopping": three signals, three meanings, also as PID 1. */
@Tag("slow")
class StoppingTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Begins, and goes on for so many tenths of a second whatever TERM says. */
  private static final String STUBBORN =
      """
      trap 'echo term >> "$RECORD"' TERM
      echo begun >> "$RECORD"
      i=0
      while [ $i -lt %d ]; do sleep 0.1; i=$((i+1)); done
      echo ended >> "$RECORD"
      """;

  @TempDir Path folder;
  private BuiltProgram program;

  @BeforeEach
  void a_sandbox_and_nothing_due() {
    program = new BuiltProgram(folder);
    program
        .with("sde.url", KillLane.sandbox(program))
        .with("sde.token", "sandbox-token")
        .with("sde.admin-token", "sandbox-admin-token")
        .with("run.lease", "2s")
        .with("run.grace", "1s")
        .with("commands.dir", "commands")
        .with("command.env.RECORD", folder.resolve("record").toString())
        .with("command.sync_rally.exec", folder.resolve("commands/sync_rally").toString());
    List.of("hourly", "daily", "weekly", "monthly")
        .forEach(frequency -> program.with("schedule." + frequency, "0 0 1 1 *"));
  }

  @AfterEach
  void stop() {
    program.close();
  }

  @Test
  void the_first_signal_lets_what_runs_finish() throws IOException {
    Process daemon = running(20);
    daemon.destroy();
    assertThat(daemon.onExit().join().exitValue()).isZero();
    assertThat(recorded()).containsExactly("begun", "ended");
    assertThat(states()).containsExactly("manual succeeded null");
  }

  @Test
  void what_does_not_end_within_the_drain_is_told_then_killed_and_runs_again() throws IOException {
    program.with("run.drain", "1s");
    Process daemon = running(600);
    daemon.destroy();
    assertThat(daemon.onExit().join().exitValue()).isZero();
    assertThat(recorded()).contains("term").doesNotContain("ended");
    assertThat(states())
        .containsExactlyInAnyOrder("manual cancelled shutdown", "recovery queued null");
  }

  @Test
  void the_second_signal_ends_the_patience() throws IOException {
    Process daemon = running(600);
    daemon.destroy();
    await(() -> program.said(daemon).contains("stopping: nothing new starts"));
    daemon.destroy();
    assertThat(daemon.onExit().join().exitValue()).isZero();
    assertThat(states())
        .containsExactlyInAnyOrder("manual cancelled shutdown", "recovery queued null");
  }

  @Test
  void the_third_signal_ends_the_process_and_no_command_outlives_it() throws Exception {
    program.with("run.grace", "5m");
    Process daemon = running(600);
    daemon.destroy();
    await(() -> program.said(daemon).contains("stopping: nothing new starts"));
    daemon.destroy();
    // A signal that comes before the one before it was taken counts as the same.
    await(() -> program.said(daemon).contains("second signal: "));
    daemon.destroy();
    assertThat(daemon.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(daemon.exitValue()).isEqualTo(143);
    await(() -> ProcessHandle.allProcesses().noneMatch(this::isOurCommand));
    program.command("sync_rally", "echo again >> \"$RECORD\"");
    Process next = program.daemon();
    await(() -> recorded().contains("again"));
    next.destroy();
    next.onExit().join();
    assertThat(states())
        .containsExactlyInAnyOrder("manual lost node_lost", "recovery succeeded null");
  }

  @Test
  void a_verb_that_runs_things_itself_stops_the_same_way() throws IOException {
    program.with("run.drain", "1s").command("sync_rally", STUBBORN.formatted(600));
    Process verb = program.start("run", "1");
    await(() -> recorded().contains("begun"));
    verb.destroy();
    assertThat(verb.onExit().join().exitValue()).isEqualTo(1);
    assertThat(program.said(verb)).contains("stopping: nothing new starts");
    assertThat(states())
        .containsExactlyInAnyOrder("manual cancelled shutdown", "recovery queued null");
  }

  @Test
  void a_route_that_runs_for_longer_than_camels_own_time_out_finishes_too() throws IOException {
    Path routes = Files.createDirectories(folder.resolve("routes"));
    Files.writeString(
        routes.resolve("import_fortify.camel.yaml"),
        """
        - route:
            id: import_fortify
            description: Takes longer than Camel waits for what is in a route when it stops.
            from:
              uri: direct:import_fortify
              steps:
                - log: "begun"
                - delay:
                    constant: "12000"
        """);
    program.with("routes.dir", routes.toString());
    Process daemon = program.daemon();
    ask("4");
    await(() -> program.said(daemon).contains("begun"));
    daemon.destroy();
    assertThat(daemon.onExit().join().exitValue()).isZero();
    assertThat(states()).containsExactly("manual succeeded null");
  }

  @Test
  void as_process_1_of_a_container_it_stops_the_same_way() throws Exception {
    assumeTrue(
        mayUnshare(), "a PID namespace needs root or unprivileged namespaces: not tested here");
    program.command("sync_rally", STUBBORN.formatted(600));
    Process container =
        program.startUnder(
            List.of("unshare", "--pid", "--fork", "--mount-proc", "--kill-child"), "daemon");
    program.ready(container);
    ask("1");
    await(() -> recorded().contains("begun"));
    ProcessHandle first = container.children().findFirst().orElseThrow();
    first.destroy();
    await(() -> program.said(container).contains("stopping: nothing new starts"));
    first.destroy();
    assertThat(container.onExit().join().exitValue()).isZero();
    assertThat(states())
        .containsExactlyInAnyOrder("manual cancelled shutdown", "recovery queued null");
  }

  /** A daemon whose only run has begun and takes so many tenths of a second. */
  private Process running(int tenths) {
    program.command("sync_rally", STUBBORN.formatted(tenths));
    Process daemon = program.daemon();
    ask("1");
    await(() -> recorded().contains("begun"));
    return daemon;
  }

  /** Until it was heard: on a busy machine a daemon may not answer within its 2 s. */
  private void ask(String id) {
    await(() -> program.run("run", id, "--no-wait").exitCode() == 0);
  }

  private List<String> recorded() {
    try {
      Path record = folder.resolve("record");
      return Files.exists(record) ? Files.readAllLines(record) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each run that is not a skipped slot: trigger, state, reason. */
  private List<String> states() throws IOException {
    JsonNode runs = JSON.readTree(program.run("runs", "--json").exits(0).out());
    var states = new ArrayList<String>();
    for (JsonNode run : runs.get("results")) {
      states.add(
          run.get("trigger").asText()
              + " "
              + run.get("state").asText()
              + " "
              + run.get("reason").asText());
    }
    return states;
  }

  private boolean isOurCommand(ProcessHandle process) {
    return process
        .info()
        .commandLine()
        .filter(line -> line.contains(folder.resolve("commands").toString()))
        .isPresent();
  }

  private static boolean mayUnshare() throws IOException, InterruptedException {
    var probe = new ProcessBuilder("unshare", "--pid", "--fork", "--mount-proc", "true");
    try {
      return probe.start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }
}
