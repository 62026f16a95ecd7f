package sdesync.sync;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The requests at once to one host, over all runs of this node. Rally slows a user down above
 * twelve; a host that answers 429 gets half as many, and one more again after some time of calm.
 */
final class Lane {
  static final int MOST = 8;
  private static final int CALM = 40;
  private static final Duration LOOK_UP = Duration.ofMillis(200);

  private final LongSupplier nanos;
  private int places = MOST;
  private int taken;
  private int calm;
  private long quietUntil;

  /**
   * @param nanos monotonic, as {@link System#nanoTime}
   */
  Lane(LongSupplier nanos) {
    this.nanos = nanos;
    this.quietUntil = nanos.getAsLong();
  }

  /**
   * Waits for a place.
   *
   * @throws RunStopped when the run is to end
   */
  synchronized void enter(Halt halt) {
    while (taken >= places || quietUntil - nanos.getAsLong() > 0) {
      halt.check();
      long quiet = Math.max(1, (quietUntil - nanos.getAsLong()) / 1_000_000);
      try {
        wait(Math.min(LOOK_UP.toMillis(), taken >= places ? LOOK_UP.toMillis() : quiet));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new RunStopped();
      }
    }
    halt.check();
    taken++;
  }

  /** Gives the place back after an answer. */
  synchronized void leave() {
    taken--;
    if (++calm >= CALM && places < MOST) {
      places++;
      calm = 0;
    }
    notifyAll();
  }

  /** The host has too much to do: fewer at once, and none for that long. */
  synchronized void slowDown(Duration quiet) {
    calm = 0;
    places = Math.max(1, places / 2);
    long until = nanos.getAsLong() + quiet.toNanos();
    quietUntil = until - quietUntil > 0 ? until : quietUntil;
  }

  synchronized int places() {
    return places;
  }
}
