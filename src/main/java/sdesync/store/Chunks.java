package sdesync.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Ids in portions that fit into one statement. */
final class Chunks {
  private Chunks() {}

  /** In ascending order, which is the order in which rows are locked, so that none deadlock. */
  static List<List<Long>> sorted(Collection<Long> ids, int size) {
    List<Long> all = ids.stream().distinct().sorted().toList();
    var chunks = new ArrayList<List<Long>>();
    for (int from = 0; from < all.size(); from += size) {
      chunks.add(all.subList(from, Math.min(from + size, all.size())));
    }
    return chunks;
  }

  /**
   * The same with its last one repeated up to a power of two: so a list in a statement has few
   * lengths, and PostgreSQL finds most statements prepared.
   */
  static <T> List<T> padded(List<T> some) {
    var padded = new ArrayList<T>(some);
    int length = Integer.highestOneBit(Math.max(1, 2 * some.size() - 1));
    while (!some.isEmpty() && padded.size() < length) {
      padded.add(some.get(some.size() - 1));
    }
    return padded;
  }
}
