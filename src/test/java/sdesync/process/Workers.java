package sdesync.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Many workers that are killed together: a hundred kills in the time of a few. */
final class Workers implements AutoCloseable {
  private final Map<String, Worker> workers = new HashMap<>();

  private Workers() {}

  /** Each with one command that runs the script. */
  static Workers start(int count, String script) throws IOException {
    Workers all = new Workers();
    for (int i = 0; i < count; i++) {
      String id = Marked.newWorker();
      all.workers.put(id, Worker.start(id, 1, false, script));
    }
    return all;
  }

  /** Waits until each of them has at least so many processes. */
  void awaitEach(int processes) {
    workers.keySet().forEach(id -> Marked.await(id, processes));
  }

  void kill() {
    workers.values().forEach(worker -> worker.process.destroyForcibly());
  }

  /** Fails when a process of one of them lives on for longer than this. */
  void goneWithin(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    List<String> left = new ArrayList<>(workers.keySet());
    for (left.removeIf(Workers::gone); !left.isEmpty(); left.removeIf(Workers::gone)) {
      assertThat(System.nanoTime()).as("%s live on", left).isLessThan(deadline);
      Waiting.pause(100);
    }
  }

  private static boolean gone(String id) {
    return Marked.of(id).isEmpty();
  }

  @Override
  public void close() {
    workers.values().forEach(Worker::close);
  }
}
