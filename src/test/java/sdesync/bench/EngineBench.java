package sdesync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the engine costs and how fast it is: against bare db-scheduler on the same H2 settings, with
 * a thousand and a hundred thousand integrations, at rest and under load.
 */
final class EngineBench {
  private static final int RUNS = 2_000;
  private static final int ROUNDS = 3;
  private static final int FEW = 1_000;
  private static final int MANY = 100_000;

  private final Path folder;

  private EngineBench(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("sde-sync-bench");
    try {
      new EngineBench(folder).run();
    } finally {
      Folders.delete(folder);
    }
  }

  private void run() throws IOException {
    System.out.printf(
        "engine, on %d cores, Java %s%n%n",
        Runtime.getRuntime().availableProcessors(), System.getProperty("java.version"));
    throughput();
    rest();
  }

  /** In turns, so that what else the machine does meets both. */
  private void throughput() {
    var ours = new ArrayList<Double>();
    var theirs = new ArrayList<Double>();
    for (int round = 0; round < ROUNDS; round++) {
      theirs.add(Peer.runsPerSecond(folder.resolve("peer" + round), RUNS));
      try (var fleet = new Fleet(folder.resolve("ours" + round), RUNS)) {
        ours.add(fleet.runsPerSecond(RUNS));
      }
    }
    double ratio = median(ours) / median(theirs);
    System.out.printf("db-scheduler, no history     %6.0f runs/s  of %s%n", median(theirs), theirs);
    System.out.printf("sde-sync, with its history   %6.0f runs/s  of %s%n", median(ours), ours);
    verdict("ratio", ratio, ratio >= 0.4, "at least 0.40");
  }

  private void rest() {
    double rateOfFew;
    try (var fleet = new Fleet(folder.resolve("few"), FEW)) {
      rateOfFew = fleet.runsPerSecond(FEW);
      Lateness late = fleet.lateness(Duration.ofSeconds(40));
      verdict("due slot to start, p50 ms", late.of(50), true, "");
      verdict("due slot to start, p99 ms", late.of(99), late.of(99) <= 750, "at most 750");
      Lateness asked = fleet.requests(100);
      verdict("request to start, p50 ms", asked.of(50), true, "");
      verdict("request to start, p99 ms", asked.of(99), asked.of(99) <= 100, "at most 100");
    }
    try (var fleet = new Fleet(folder.resolve("many"), MANY)) {
      double core = fleet.coreAtRest(Duration.ofSeconds(30));
      verdict("100,000 at rest, % of a core", core * 100, core < 0.03, "under 3");
      double rateOfMany = fleet.runsPerSecond(FEW);
      double ratio = rateOfMany / rateOfFew;
      System.out.printf(
          "1,000 due of 1,000 / 100,000  %.0f / %.0f runs/s%n", rateOfFew, rateOfMany);
      verdict("ratio", ratio, ratio >= 0.75, "at least 0.75");
    }
  }

  private static double median(List<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static void verdict(String what, double value, boolean holds, String wanted) {
    System.out.printf(
        "%-30s %8.2f  %s%n",
        what, value, wanted.isEmpty() ? "" : (holds ? "holds: " : "DOES NOT HOLD: ") + wanted);
  }
}
