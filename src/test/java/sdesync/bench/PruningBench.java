package sdesync.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** How late due slots start while a million old runs are taken out of the history. */
final class PruningBench {
  private static final int INTEGRATIONS = 1_000;
  private static final int RUNS = 1_000_000;
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final double MOST_MS = 1_000;

  private PruningBench() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("sde-sync-bench");
    boolean holds = true;
    try (var fleet = new Fleet(folder, INTEGRATIONS)) {
      fleet.history(RUNS);
      tell("at rest", fleet.lateness(LOOK));
      long began = System.nanoTime();
      var sweep = CompletableFuture.supplyAsync(() -> fleet.sweep(folder.resolve("outputs")));
      while (!sweep.isDone()) {
        Lateness late = fleet.lateness(LOOK);
        tell("pruning", late);
        holds &= late.of(100) <= MOST_MS;
      }
      System.out.printf(
          "%,d runs taken out in about %d s%n",
          sweep.join().runs(), (System.nanoTime() - began) / 1_000_000_000);
      System.out.println(
          (holds ? "holds" : "DOES NOT HOLD") + ": no due slot starts more than a second late");
    } finally {
      Folders.delete(folder);
    }
    System.exit(holds ? 0 : 1);
  }

  private static void tell(String when, Lateness late) {
    System.out.printf(
        "%-8s due slot to start: p50 %4.0f ms, p99 %4.0f ms, worst %4.0f ms%n",
        when, late.of(50), late.of(99), late.of(100));
  }
}
