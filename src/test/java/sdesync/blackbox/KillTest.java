package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sixty deaths of the packaged daemon; {@code bin/kill-test N} repeats it for thousands. */
@Tag("slow")
class KillTest {
  private static final int LANES = 4;
  private static final int KILLS = 15;

  @TempDir Path folder;

  @Test
  void whenever_it_is_killed_no_slot_is_lost_none_runs_twice_and_none_overlap() throws Exception {
    long seed = Long.getLong("kill.seed", System.nanoTime());
    try (var sandbox = new BuiltProgram(folder)) {
      String sde = KillLane.sandbox(sandbox);
      var lanes = new ArrayList<Callable<List<String>>>();
      for (int lane = 0; lane < LANES; lane++) {
        var one = new KillLane(folder.resolve("lane" + lane), seed + lane);
        lanes.add(() -> one.run(sde, KILLS));
      }
      var threads = Executors.newFixedThreadPool(LANES);
      try {
        for (Future<List<String>> lane : threads.invokeAll(lanes)) {
          assertThat(lane.get()).as("seed %d", seed).isEmpty();
        }
      } finally {
        threads.shutdownNow();
      }
    }
  }
}
