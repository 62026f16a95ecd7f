package sdesync.sync;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The lanes of all hosts this node speaks to in syncs; one of these a node. */
public final class Lanes {
  private final LongSupplier nanos;
  private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

  /**
   * @param nanos monotonic, as {@link System#nanoTime}
   */
  public Lanes(LongSupplier nanos) {
    this.nanos = nanos;
  }

  Lane to(String host) {
    return lanes.computeIfAbsent(host.toLowerCase(Locale.ROOT), name -> new Lane(nanos));
  }
}
