package sdesync.ops;

import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A value that is made anew when somebody asks and it is no longer fresh. One caller makes it; the
 * others meanwhile get the one before, unless that is old.
 */
final class Cached<T> {
  private static final int OLD = 10;

  private final Supplier<T> make;
  private final long fresh;
  private final LongSupplier nanos;
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable Made<T> made;

  private record Made<T>(T value, long at) {}

  Cached(Supplier<T> make, Duration fresh, LongSupplier nanos) {
    this.make = make;
    this.fresh = fresh.toNanos();
    this.nanos = nanos;
  }

  T get() {
    Made<T> before = made;
    if (before != null && isWithin(before, fresh)) {
      return before.value();
    }
    if (before != null && isWithin(before, OLD * fresh)) {
      return making.tryLock() ? makeAndUnlock() : before.value();
    }
    making.lock();
    return makeAndUnlock();
  }

  private T makeAndUnlock() {
    try {
      Made<T> meanwhile = made;
      if (meanwhile != null && isWithin(meanwhile, fresh)) {
        return meanwhile.value();
      }
      // Taken before: what changes while it is made counts as not seen.
      long at = nanos.getAsLong();
      T value = make.get();
      made = new Made<>(value, at);
      return value;
    } finally {
      making.unlock();
    }
  }

  private boolean isWithin(Made<T> one, long span) {
    return nanos.getAsLong() - one.at() < span;
  }

  /** The next one who asks gets one made after this. */
  void forget() {
    made = null;
  }
}
