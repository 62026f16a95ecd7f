package sdesync.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** The living processes of a worker, as their environment tells. */
final class Marked {
  private static final AtomicLong NUMBER = new AtomicLong(System.nanoTime());

  private Marked() {}

  static String newWorker() {
    return "w" + NUMBER.incrementAndGet();
  }

  static List<Long> of(String worker) {
    List<String> mark = List.of("SDE_SYNC_WORKER=" + worker);
    return ProcessTable.living().stream()
        .map(ProcessTable.Entry::pid)
        .filter(pid -> ProcessTable.carries(pid, mark))
        .toList();
  }

  /** Waits for at least this many. */
  static void await(String worker, int count) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (of(worker).size() < count) {
      assertThat(System.nanoTime()).as("%s of %s came", of(worker), count).isLessThan(deadline);
      Waiting.pause(20);
    }
  }

  /** Fails when some live on for longer than this. */
  static void goneWithin(Duration time, String worker) {
    long deadline = System.nanoTime() + time.toNanos();
    while (!of(worker).isEmpty()) {
      assertThat(System.nanoTime()).as("%s live on", of(worker)).isLessThan(deadline);
      Waiting.pause(20);
    }
  }
}
