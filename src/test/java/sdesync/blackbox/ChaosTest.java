package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every trouble once; {@code bin/chaos-test MINUTES} repeats them for as long as one likes. */
@Tag("slow")
class ChaosTest {
  @TempDir Path folder;

  @Test
  void whatever_fails_every_slot_is_accounted_for_none_overlap_and_no_story_is_made_twice()
      throws Exception {
    long seed = Long.getLong("chaos.seed", System.nanoTime());
    try (var chaos = new Chaos(folder, seed, ChaosTest::tell)) {
      try {
        chaos.begin();
        chaos.trouble(Duration.ofMinutes(Integer.getInteger("chaos.minutes", 0)));
        chaos.replaceAll();
        chaos.settle();
        assertThat(chaos.faults()).as("seed %d", seed).isEmpty();
      } catch (AssertionError e) {
        chaos.leaveEvidence();
        throw e;
      }
    }
  }

  private static void tell(String what) {
    if (Boolean.getBoolean("chaos.aloud")) {
      System.out.println(what);
    }
  }
}
