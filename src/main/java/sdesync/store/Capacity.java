package sdesync.store;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * What a node has room for.
 *
 * @param places free on this node
 * @param perTarget free places of a target against which nothing runs here
 * @param freeOf free places of each target against which something runs here
 * @param requestedOnly leave everything that nobody asked for
 * @param among only these integrations; empty for any
 */
public record Capacity(
    int places,
    int perTarget,
    Map<String, Integer> freeOf,
    boolean requestedOnly,
    Collection<Long> among) {
  public Capacity {
    freeOf = Map.copyOf(freeOf);
    among = List.copyOf(among);
  }
}
