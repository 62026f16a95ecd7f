package sdesync.schedule;

import java.time.Duration;

/** Wakes one waiting loop. A signal given while nobody waits is kept for the next wait. */
final class Signal {
  private boolean given;

  synchronized void give() {
    given = true;
    notifyAll();
  }

  /** Waits for a signal, at most that long; the wall clock has no say in it. */
  synchronized void await(Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    while (!given) {
      long millis = (deadline - System.nanoTime() + 999_999) / 1_000_000;
      if (millis <= 0) {
        return;
      }
      try {
        wait(millis);
      } catch (InterruptedException e) {
        // Nothing here is ended by an interrupt; a stray one is only an early wake-up.
        return;
      }
    }
    given = false;
  }
}
