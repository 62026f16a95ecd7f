package sdesync.sync;

import java.time.Duration;
import sdesync.integration.Cancellation;

/** Whether the run is to end, looked at before everything that is sent. */
class Halt {
  private static final Duration SETTLING = Duration.ofSeconds(1);

  private final Cancellation cancellation;
  private boolean stopped;

  Halt(Cancellation cancellation) {
    this.cancellation = cancellation;
    cancellation.onCancel(cause -> stop());
  }

  private synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /**
   * @throws RunStopped when the run is to end
   */
  final void check() {
    if (cancellation.cause().isPresent()) {
      throw new RunStopped();
    }
  }

  /**
   * Waits until what was sent in this round, whose answer was lost, has most likely been applied or
   * never will be.
   *
   * @throws RunStopped when the run is to end, at once
   */
  final void restAfter(int round) {
    rest(SETTLING.multipliedBy(round));
  }

  /**
   * Waits that long.
   *
   * @throws RunStopped when the run is to end, at once
   */
  void rest(Duration time) {
    check();
    sleep(time);
    check();
  }

  private synchronized void sleep(Duration time) {
    long left = time.toMillis();
    long begin = System.nanoTime();
    while (left > 0 && !stopped) {
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RunStopped();
      }
      left = time.toMillis() - (System.nanoTime() - begin) / 1_000_000;
    }
  }
}
