package sdesync.process;

import java.util.concurrent.TimeUnit;

/**
 * Waits that an interrupt does not cut short: whoever wants a command to end says so with {@link
 * CommandProcess#stop()}. The interrupt is dropped on purpose: nothing here is ended by one, and
 * one that is kept would close an H2 file at the thread's next commit.
 */
final class Waiting {
  private Waiting() {}

  /** Something that can be waited for. */
  @FunctionalInterface
  interface Until {
    boolean come(long nanos) throws InterruptedException;
  }

  /** Whether it came within that time. */
  static boolean on(Until until, long nanos) {
    long deadline = System.nanoTime() + nanos;
    while (true) {
      try {
        return until.come(Math.max(0, deadline - System.nanoTime()));
      } catch (InterruptedException e) {
        // Goes on waiting for the rest of the time.
      }
    }
  }

  static void pause(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.sleep(left);
      } catch (InterruptedException e) {
        // As above.
      }
    }
  }
}
