package sdesync.process;

import java.util.List;
import java.util.concurrent.TimeUnit;
import sdesync.process.ProcessTable.Entry;

/** What an earlier worker of the same data folder left running. */
public final class Leftovers {
  private static final long TERM_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final long ALL_NANOS = TimeUnit.SECONDS.toNanos(7);
  private static final long PAUSE_MS = 50;

  private Leftovers() {}

  /**
   * Ends every process that carries {@code SDE_SYNC_WORKER=workerId}, with its group: TERM, KILL
   * after 2 s, for at most 7 s. Never this process, and none of another worker. To be called before
   * this worker starts its first command.
   *
   * @return how many were found; those of other users cannot be
   */
  public static int end(String workerId) {
    if (workerId.isBlank()) {
      throw new IllegalArgumentException("The worker's id is blank; it would match anything");
    }
    List<String> mark = List.of(Mark.WORKER + "=" + workerId);
    long begin = System.nanoTime();
    List<Entry> found = marked(mark);
    int count = found.size();
    Group.signal(Signals.TERM, found);
    while (!found.isEmpty() && System.nanoTime() - begin < ALL_NANOS) {
      if (System.nanoTime() - begin > TERM_NANOS) {
        Group.signal(Signals.KILL, found);
      }
      Waiting.pause(PAUSE_MS);
      found = marked(mark);
    }
    return count;
  }

  private static List<Entry> marked(List<String> mark) {
    long self = ProcessHandle.current().pid();
    return ProcessTable.living().stream()
        .filter(entry -> entry.pid() != self && ProcessTable.carries(entry.pid(), mark))
        .toList();
  }
}
