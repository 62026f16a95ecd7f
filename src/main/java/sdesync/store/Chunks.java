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
}
