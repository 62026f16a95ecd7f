package sdesync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;
import sdesync.sde.IntegrationList;

/** A hundred thousand integrations in a heap of 256 MB, in a process of its own. */
@Tag("slow")
class LargeListTest {
  private static final int MANY = 100_000;

  @TempDir Path dir;

  @Test
  void a_hundred_thousand_are_reconciled_in_256_megabytes() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                LargeListTest.class.getName(),
                dir.toString())
            .redirectErrorStream(true)
            .start();
    try {
      String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(said)
          .contains(
              "added 100000 changed 0 gone 0 back 0",
              "added 0 changed 0 gone 0 back 0",
              "added 0 changed 100000 gone 0 back 0",
              "added 0 changed 0 gone 100000 back 0",
              "added 0 changed 0 gone 0 back 100000");
    } finally {
      child.destroyForcibly();
    }
  }

  public static void main(String[] args) {
    try (var world = new World(Path.of(args[0]))) {
      poll(world, list("daily"));
      poll(world, list("daily"));
      poll(world, list("weekly"));
      IntegrationList none = new IntegrationList(null, true, List.of(), List.of());
      poll(world, none);
      poll(world, none);
      poll(world, none);
      poll(world, list("weekly"));
    }
  }

  private static IntegrationList list(String frequency) {
    return new IntegrationList(
        null,
        true,
        LongStream.rangeClosed(1, MANY).mapToObj(id -> integration(id, frequency)).toList(),
        List.of());
  }

  private static Integration integration(long id, String frequency) {
    var params =
        new ParamsOutline(
            List.of("sde_project", "alm_user", "alm_pass", "alm_server", "param_" + id % 50),
            "rally" + id % 100 + ".example");
    return new Integration(
        id, id % 1_000 + 1, "Rally", "Alias of " + id, frequency, "sync_rally", "ALM", params);
  }

  private static void poll(World world, IntegrationList list) {
    var thread = ManagementFactory.getThreadMXBean();
    long start = System.nanoTime();
    long cpu = thread.getCurrentThreadCpuTime();
    PollReport report = world.poll(list);
    world.heard.clear();
    System.out.printf(
        "added %d changed %d gone %d back %d in %d ms, %d ms of them CPU, heap %d MB%n",
        report.added().size(),
        report.changed().size(),
        report.gone().size(),
        report.back().size(),
        (System.nanoTime() - start) / 1_000_000,
        (thread.getCurrentThreadCpuTime() - cpu) / 1_000_000,
        (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20);
  }
}
