package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.blackbox.BuiltProgram.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged daemon stands still for longer than its lease, as on a machine that was suspended:
 * its guard ends what it ran, and when it goes on it says so, and runs it again.
 */
@Tag("slow")
class StandStillTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS_BETWEEN_SLOTS = 2;
  private static final Duration LEASE = Duration.ofSeconds(2);

  /** The first time it would never end; it says when it is told to. */
  private static final String COMMAND =
      """
      run="$SDE_SYNC_INTEGRATION_ID $SDE_SYNC_RUN_ID $SDE_SYNC_ATTEMPT"
      cat > /dev/null
      echo "start $run" >> "$RECORD"
      if [ ! -e "$RECORD.begun" ]; then
        touch "$RECORD.begun"
        exec sleep 1000
      fi
      echo "end $run" >> "$RECORD"
      """;

  @TempDir Path folder;

  @Test
  void what_stood_still_past_its_lease_loses_no_slot_and_doubles_none() throws Exception {
    try (var program = new BuiltProgram(folder)) {
      settings(program, KillLane.sandbox(program));
      Process daemon = program.daemon();
      await(() -> Files.exists(folder.resolve("record.begun")));
      List<ProcessHandle> commands = daemon.descendants().filter(this::sleeps).toList();
      assertThat(commands).hasSize(1);

      signal("STOP", daemon);
      await(() -> commands.stream().allMatch(StandStillTest::isDead));
      assertThat(daemon.isAlive()).isTrue();
      signal("CONT", daemon);
      await(() -> states(program).contains("recovery succeeded"));
      daemon.destroy();
      assertThat(daemon.onExit().join().exitValue()).isZero();

      assertThat(states(program)).containsOnlyOnce("schedule cancelled lease_lost");
      var ledger = new LedgerCheck(runs(program), SECONDS_BETWEEN_SLOTS);
      assertThat(ledger.against(Files.readAllLines(folder.resolve("record")), List.of())).isEmpty();
    }
  }

  private void settings(BuiltProgram program, String sde) {
    program
        .with("sde.url", sde)
        .with("sde.token", "sandbox-token")
        .with("sde.admin-token", "sandbox-admin-token")
        .with("sde.filter.system", "GitHub")
        .with("run.lease", LEASE.toSeconds() + "s")
        .with("run.grace", "1s")
        .with("command.env.RECORD", folder.resolve("record").toString())
        .with("schedule.daily", "*/" + SECONDS_BETWEEN_SLOTS + " * * * * *")
        .with("command.sync_github.exec", folder.resolve("commands/sync_github").toString())
        .command("sync_github", COMMAND);
  }

  private boolean sleeps(ProcessHandle process) {
    return process.info().arguments().filter(words -> List.of(words).contains("1000")).isPresent();
  }

  /** Gone, or a zombie: its parent cannot reap it while it stands still. */
  private static boolean isDead(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/stat")).contains(") Z ");
    } catch (IOException e) {
      return true;
    }
  }

  private static void signal(String name, Process process) throws Exception {
    int exit = new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor();
    assertThat(exit).isZero();
  }

  private static JsonNode runs(BuiltProgram program) {
    try {
      return JSON.readTree(program.run("runs", "--limit", "1000", "--json").exits(0).out())
          .get("results");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Each run: trigger, state and, if it has one, its reason. */
  private static List<String> states(BuiltProgram program) {
    return StreamSupport.stream(runs(program).spliterator(), false)
        .map(
            run ->
                run.get("trigger").asText()
                    + " "
                    + run.get("state").asText()
                    + (run.get("reason").isNull() ? "" : " " + run.get("reason").asText()))
        .toList();
  }
}
