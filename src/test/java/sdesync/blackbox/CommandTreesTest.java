package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.blackbox.BuiltProgram.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxSettings;

/** Commands of the built program that ignore TERM, leave their group, and lose their worker. */
@Tag("slow")
class CommandTreesTest {
  /** The leader and its sleep, a grandchild without a parent, a daemon, each with its sleep. */
  private static final String TREE =
      """
      trap '' TERM; cat >/dev/null
      sh -c 'sh -c "sleep 1000; sleep 1000" & exit'
      setsid sh -c 'sleep 1000; sleep 1000' </dev/null >/dev/null 2>&1 &
      echo up; sleep 1000; sleep 1000""";

  private static final int PROCESSES = 6;

  @TempDir Path folder;
  private Sandbox sandbox;
  private BuiltProgram program;

  @BeforeEach
  void a_sandbox_and_short_times() {
    program = new BuiltProgram(folder);
    sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
    program
        .with("sde.url", sandbox.url().toString())
        .with("sde.token", Sandbox.TOKEN)
        .with("sde.admin-token", Sandbox.ADMIN_TOKEN)
        .with("run.lease", "2s")
        .with("run.grace", "1s")
        .with("run.drain", "1s")
        .with("commands.dir", "commands");
    for (String name : List.of("sync_jira", "sync_github", "import_fortify")) {
      program.command(name, TREE);
    }
  }

  @AfterEach
  void close() {
    program.close();
    sandbox.close();
  }

  @Test
  void all_of_them_are_gone_five_seconds_after_the_daemons_death() throws IOException {
    Process daemon = running(4);
    List<Long> guards = guards(daemon);
    daemon.destroyForcibly();
    goneWithin(Duration.ofSeconds(5));
    await(() -> guards.stream().noneMatch(CommandTreesTest::alive));
  }

  @Test
  void what_outlived_its_worker_and_its_guard_is_ended_by_the_next_start() throws Exception {
    program.with("command.sync_jira.params", "file-json");
    Process daemon = running(4);
    for (long guard : guards(daemon)) {
      new ProcessBuilder("kill", "-s", "KILL", "--", "-" + guard).start().waitFor();
    }
    daemon.destroyForcibly().waitFor();
    List<Long> left = marked();
    assertThat(left).hasSize(4 * PROCESSES);
    List<Path> handedOver = handedOver();
    assertThat(handedOver).isNotEmpty();
    String before = Files.readString(folder.resolve("data/worker-id"));
    program.with("schedule.hourly", "0 0 1 1 *").command("sync_jira", "cat >/dev/null");
    program.command("sync_github", "cat >/dev/null").command("import_fortify", "cat >/dev/null");
    program.daemon();
    // Its own are there already: it repeats what was cut.
    assertThat(marked()).doesNotContainAnyElementsOf(left);
    assertThat(handedOver()).doesNotContainAnyElementsOf(handedOver);
    assertThat(Files.readString(folder.resolve("data/worker-id"))).isEqualTo(before);
  }

  @Test
  void a_stopped_daemons_commands_end_after_the_lease_and_their_runs_say_so() throws Exception {
    Process daemon = running(1);
    signal(daemon, "STOP");
    goneWithin(Duration.ofSeconds(2 + 1 + 5));
    signal(daemon, "CONT");
    await(() -> program.run("runs", "--json").out().contains("\"lease_lost\""));
  }

  @Test
  void time_out_and_cancel_end_the_whole_tree() {
    program.with("command.sync_github.timeout", "1s");
    Process daemon = running(1);
    program.run("cancel", "2").exits(0);
    assertThat(program.run("run", "3", "--json").exits(1).out()).contains("\"timed_out\"");
    goneWithin(Duration.ofSeconds(5));
    assertThat(daemon.isAlive()).isTrue();
  }

  @Test
  void a_stop_ends_them_before_the_daemon_ends() throws Exception {
    Process daemon = running(4);
    daemon.destroy();
    assertThat(daemon.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(marked()).isEmpty();
  }

  /** The daemon with so many of its integrations' commands, each a whole tree. */
  private Process running(int commands) {
    Process daemon = program.daemon();
    List<String> verb = new ArrayList<>(List.of("run", "--no-wait"));
    verb.addAll(List.of("2", "3", "4", "6").subList(0, commands));
    program.run(verb.toArray(String[]::new)).exits(0);
    await(() -> marked().size() == commands * PROCESSES);
    return daemon;
  }

  private void goneWithin(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    List<Long> left = marked();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
      left = marked();
    }
    assertThat(left).as("still there after %s", time).isEmpty();
  }

  private List<Path> handedOver() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("data/tmp"))) {
      return files.toList();
    }
  }

  /** Processes that carry this data folder's mark. */
  private List<Long> marked() {
    try {
      String mark =
          "\0SDE_SYNC_WORKER=" + Files.readString(folder.resolve("data/worker-id")).strip() + "\0";
      return ProcessHandle.allProcesses()
          .map(ProcessHandle::pid)
          .filter(pid -> environment(pid).contains(mark))
          .toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String environment(long pid) {
    try {
      byte[] bytes = Files.readAllBytes(Path.of("/proc/" + pid + "/environ"));
      return "\0" + new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1) + "\0";
    } catch (IOException e) {
      return ""; // ended, or another user's
    }
  }

  /** The sessions of the shells that watch over the daemon's commands. */
  private static List<Long> guards(Process daemon) {
    return daemon
        .children()
        .filter(child -> child.info().arguments().map(CommandTreesTest::isGuard).orElse(false))
        .map(ProcessHandle::pid)
        .toList();
  }

  private static boolean isGuard(String[] arguments) {
    return List.of(arguments).contains("sde-sync-guard");
  }

  private static boolean alive(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static void signal(Process process, String name) throws Exception {
    new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start().waitFor();
  }
}
