package sdesync.blackbox;

import static sdesync.blackbox.BuiltProgram.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import sdesync.bench.Folders;

/**
 * What {@code sync_rally} costs: the built program against its own sandbox with 20 ms an answer on
 * both servers, beside what sdetools 4.4.16 took for the same (2015, one request at a time).
 */
final class SyncBench {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LATENCY_MS = 20;

  /** Requests and seconds of sdetools at this latency: the first sync, then nothing changed. */
  private static final Map<Integer, Peer> SDETOOLS =
      Map.of(100, new Peer(511, 13.2, 210, 5.8), 500, new Peer(2_511, 66.8, 1_010, 29.1));

  private record Peer(int first, double firstSeconds, int again, double againSeconds) {}

  private record Cost(long requests, double seconds, long peakMegabytes) {}

  private final Path folder;
  private final int tasks;

  private SyncBench(Path folder, int tasks) {
    this.folder = folder;
    this.tasks = tasks;
  }

  public static void main(String[] arguments) throws IOException {
    System.out.printf(
        "sync_rally, on %d cores, Java %s, %d ms an answer%n",
        Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"), LATENCY_MS);
    System.out.println(
        "tasks                 requests   seconds  peak MB   sdetools: requests  seconds");
    boolean holds = true;
    for (int tasks : new int[] {100, 500, 5_000}) {
      Path folder = Files.createTempDirectory("sde-sync-bench");
      try {
        holds &= new SyncBench(folder, tasks).run();
      } finally {
        Folders.delete(folder);
      }
    }
    System.exit(holds ? 0 : 1);
  }

  private boolean run() throws IOException {
    try (var program = new BuiltProgram(folder)) {
      Process sandbox = program.startBare("sandbox", "--tasks=" + tasks, "--latency=" + LATENCY_MS);
      await(() -> program.said(sandbox).contains("RALLY_URL="));
      String url = program.said(sandbox).replaceAll("(?s).*SDE_URL=(\\S+).*", "$1");
      Process daemon =
          program
              .with("sde.url", url)
              .with("sde.token", "sandbox-token")
              .with("sde.admin-token", "sandbox-admin-token")
              .daemon();
      Cost first = sync(program, sandbox, daemon, "created");
      Cost again = sync(program, sandbox, daemon, "unchanged");
      Peer peer = SDETOOLS.get(tasks);
      line("all created", first, peer == null ? "" : peer.first() + " " + peer.firstSeconds());
      line("nothing changed", again, peer == null ? "" : peer.again() + " " + peer.againSeconds());
      return verdict(first, again);
    }
  }

  private Cost sync(BuiltProgram program, Process sandbox, Process daemon, String all)
      throws IOException {
    long before = requests(program, sandbox);
    JsonNode run =
        JSON.readTree(program.run("run", "1", "--json").exits(0).out()).at("/results/0/run");
    if (run.at("/summary/" + all).asInt() != tasks) {
      throw new IllegalStateException("not all were " + all + ": " + run);
    }
    Duration took =
        Duration.between(
            Instant.parse(run.get("started_at").asText()),
            Instant.parse(run.get("finished_at").asText()));
    return new Cost(
        requests(program, sandbox) - before, took.toMillis() / 1e3, peakMegabytes(daemon.pid()));
  }

  /** What both servers were asked so far; they log a line each. */
  private static long requests(BuiltProgram program, Process sandbox) {
    return program.said(sandbox).lines().filter(line -> line.contains(" bytes, ")).count();
  }

  /** Of the whole process, Java and its heap included: VmHWM of proc(5). */
  private static long peakMegabytes(long pid) throws IOException {
    return Files.readString(Path.of("/proc/" + pid + "/status"))
        .lines()
        .filter(line -> line.startsWith("VmHWM:"))
        .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024)
        .findFirst()
        .orElseThrow();
  }

  private void line(String what, Cost cost, String peer) {
    System.out.printf(
        "%5d %-15s %8d  %8.2f  %7d   %s%n",
        tasks, what, cost.requests(), cost.seconds(), cost.peakMegabytes(), peer);
  }

  private boolean verdict(Cost first, Cost again) {
    if (tasks != 500) {
      return true;
    }
    return Stream.of(
            says("at most 3 requests a story and a few", first.requests() <= 3L * tasks + 20),
            says("all created within 5 s", first.seconds() < 5),
            says("nothing changed: at most 10 requests", again.requests() <= 10),
            says("nothing changed within 0.5 s", again.seconds() < 0.5))
        .allMatch(holds -> holds);
  }

  private static boolean says(String bound, boolean holds) {
    System.out.printf("      %s: %s%n", bound, holds ? "holds" : "DOES NOT HOLD");
    return holds;
  }
}
