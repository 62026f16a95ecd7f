package sdesync.ops;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A value that costs much and may be a little old. Who asks for one that is no longer fresh still
 * gets it, and another is made in the background; for one that is twice as old, who asks waits. So
 * where many ask, none of them waits.
 */
final class Cached<T> {
  private static final String ONLY = "";

  private final LoadingCache<String, T> cache;

  Cached(Supplier<T> make, Duration fresh, Executor background, LongSupplier nanos) {
    this.cache =
        Caffeine.newBuilder()
            .refreshAfterWrite(fresh)
            .expireAfterWrite(fresh.multipliedBy(2))
            .executor(background)
            .ticker(nanos::getAsLong)
            .build(key -> make.get());
  }

  T get() {
    return cache.get(ONLY);
  }

  /** The next one who asks gets one made after this. */
  void forget() {
    cache.invalidate(ONLY);
  }
}
