package sdesync.sandbox.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets each caller have so many requests answered at once, and remembers how many there were. */
final class Places {
  private final int each;
  private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  Places(int each) {
    this.each = each;
  }

  /** Something that is done in a place. */
  interface Work<E extends Exception> {
    void run() throws E;
  }

  <E extends Exception> void in(String caller, Work<E> work) throws E {
    Semaphore place = places.computeIfAbsent(caller, absent -> new Semaphore(each, true));
    place.acquireUninterruptibly();
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    try {
      work.run();
    } finally {
      now.decrementAndGet();
      place.release();
    }
  }

  int most() {
    return most.get();
  }
}
