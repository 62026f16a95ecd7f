package sdesync.blackbox;

import static sdesync.blackbox.BuiltProgram.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * One daemon with a data directory of its own and a schedule of seconds, killed again and again at
 * random points: while it starts, while it runs, while somebody asks for runs. At the end its
 * ledger is compared with what its commands wrote down themselves.
 */
final class KillLane {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS_BETWEEN_SLOTS = 2;
  private static final long LONGEST_LIFE_MS = 2_000;

  /** Says when two of one integration run at the same time, when it begins and when it ended. */
  static final String COMMAND =
      """
      exec 9> "$RECORD.$SDE_SYNC_INTEGRATION_ID"
      run="$SDE_SYNC_INTEGRATION_ID $SDE_SYNC_RUN_ID $SDE_SYNC_ATTEMPT"
      flock -n 9 || echo "overlap $run" >> "$RECORD"
      echo "start $run" >> "$RECORD"
      cat > /dev/null
      sleep "0.$(($$ % 10))"
      echo "end $run" >> "$RECORD"
      """;

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;
  private final String ops = "127.0.0.1:" + BuiltProgram.freePort();
  private final Random random;
  private final List<String> accepted = new ArrayList<>();

  KillLane(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  /**
   * @param sde where a sandbox serves SD Elements
   * @return what is wrong; empty when the ledger is right
   */
  List<String> run(String sde, int kills) {
    try (var program = new BuiltProgram(Files.createDirectories(folder))) {
      settings(program, sde);
      for (int kill = 0; kill < kills; kill++) {
        kill(program);
      }
      Process last = program.daemon();
      askForRuns(LONGEST_LIFE_MS);
      last.destroy();
      var faults = new ArrayList<String>();
      int exit = last.onExit().join().exitValue();
      if (exit != 0) {
        faults.add("the last daemon ended with exit code " + exit + "\n" + program.said(last));
      }
      JsonNode runs =
          JSON.readTree(program.run("runs", "--limit", "1000", "--json").exits(0).out());
      var ledger = new LedgerCheck(runs.get("results"), SECONDS_BETWEEN_SLOTS);
      faults.addAll(ledger.against(Files.readAllLines(folder.resolve("record")), accepted));
      if (!runs.get("next").isNull()) {
        faults.add("more runs than one page has; kill less often");
      }
      return faults;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void settings(BuiltProgram program, String sde) {
    program
        .startingFast()
        .with("sde.url", sde)
        .with("sde.token", "sandbox-token")
        .with("sde.admin-token", "sandbox-admin-token")
        .with("ops.bind", ops)
        .with("run.lease", "2s")
        .with("run.grace", "1s")
        .with("commands.dir", "commands")
        .with("command.env.RECORD", folder.resolve("record").toString());
    Stream.of("hourly", "daily", "weekly", "monthly")
        .forEach(f -> program.with("schedule." + f, "*/" + SECONDS_BETWEEN_SLOTS + " * * * * *"));
    Stream.of("sync_rally", "sync_jira", "sync_github", "import_fortify")
        .forEach(
            name -> {
              program.command(name, COMMAND);
              program.with("command." + name + ".exec", folder.resolve("commands/" + name) + "");
            });
  }

  private void kill(BuiltProgram program) {
    // One in four dies on its way up.
    if (random.nextInt(4) == 0) {
      Process starting = program.start("daemon");
      pause(random.nextLong(LONGEST_LIFE_MS));
      starting.destroyForcibly().onExit().join();
      return;
    }
    Process daemon = program.daemon();
    askForRuns(random.nextLong(LONGEST_LIFE_MS));
    daemon.destroyForcibly().onExit().join();
  }

  /**
   * The one that runs by hand only is asked for all the time: what was accepted must not be lost.
   */
  private void askForRuns(long millis) {
    long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
    while (System.nanoTime() < end) {
      ask();
      pause(
          Math.min(100 + random.nextLong(200), Math.max(1, (end - System.nanoTime()) / 1_000_000)));
    }
  }

  private void ask() {
    try {
      String token = Files.readString(folder.resolve("data/ops-token")).strip();
      var request =
          HttpRequest.newBuilder(URI.create("http://" + ops + "/api/v1/integrations/1/runs"))
              .header("Authorization", "Bearer " + token)
              .timeout(Duration.ofSeconds(5))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      var answer = client.send(request, BodyHandlers.ofString());
      if (answer.statusCode() == 202) {
        accepted.add(JSON.readTree(answer.body()).get("run").get("id").asText());
      }
    } catch (IOException e) {
      // It was killed while it answered: nothing was promised.
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(millis * 1_000_000);
  }

  /** Starts a sandbox for all lanes; returns where it serves SD Elements. */
  static String sandbox(BuiltProgram program) {
    Process sandbox = program.startBare("sandbox");
    await(() -> program.said(sandbox).contains("SDE_URL="));
    return program
        .said(sandbox)
        .lines()
        .filter(line -> line.startsWith("SDE_URL="))
        .findFirst()
        .orElseThrow()
        .substring("SDE_URL=".length())
        .strip();
  }
}
