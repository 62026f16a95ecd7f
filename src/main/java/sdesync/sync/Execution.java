package sdesync.sync;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Carries a plan out, several tasks at a time. One bad task does not stop the others; a side that
 * refuses us or is away stops them all.
 */
final class Execution {
  /** While a task waits for one side, others can be at the other; the lanes bound what is sent. */
  static final int THREADS = 2 * Lane.MOST;

  private final List<Change.Set> work;
  private final Consumer<Change.Set> carrier;
  private final Tally tally;
  private final Consumer<String> output;
  private final AtomicInteger next = new AtomicInteger();
  private int done;
  private int percent = -1;

  Execution(
      List<Change.Set> work, Consumer<Change.Set> carrier, Tally tally, Consumer<String> output) {
    this.work = work;
    this.carrier = carrier;
    this.tally = tally;
    this.output = output;
  }

  /**
   * Returns when no task is being worked on any more.
   *
   * @throws RuntimeException what ended it early, if not all could be begun
   */
  void run() {
    int threads = Math.min(THREADS, work.size());
    var ended = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      var thread =
          new Thread(
              () -> {
                try {
                  workOn();
                } finally {
                  ended.countDown();
                }
              },
              "sync-" + i);
      thread.setDaemon(true);
      thread.start();
    }
    await(ended);
    RuntimeException end = tally.end();
    if (end != null) {
      throw end;
    }
  }

  /** Nothing here is ended by an interrupt: a write that is on its way is waited for. */
  private static void await(CountDownLatch ended) {
    boolean waiting = true;
    while (waiting) {
      try {
        ended.await();
        waiting = false;
      } catch (InterruptedException e) {
        waiting = true;
      }
    }
  }

  private void workOn() {
    for (int at = next.getAndIncrement(); at < work.size(); at = next.getAndIncrement()) {
      if (tally.end() != null) {
        return;
      }
      one(work.get(at));
    }
  }

  private void one(Change.Set set) {
    try {
      carrier.accept(set);
      tally.succeeded();
    } catch (SideFailure e) {
      String number = set.changes().get(0).taskNumber();
      output.accept("Error: " + number + ": " + e.getMessage());
      tally.failed(number, e);
    } catch (RuntimeException e) {
      // Told to end, or a fault of our own, of the store for one: either way it is over.
      tally.end(e);
      return;
    } catch (Error e) {
      tally.end(new IllegalStateException("a task could not be carried out", e));
      throw e;
    }
    progress();
  }

  private synchronized void progress() {
    done++;
    int now = (int) (done * 100L / work.size());
    if (now != percent) {
      percent = now;
      output.accept(now + "% complete");
    }
  }
}
