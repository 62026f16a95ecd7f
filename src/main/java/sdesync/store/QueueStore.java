package sdesync.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The order in which the nodes take what waits; see {@link ClaimQuery}. */
public final class QueueStore {
  private static final int BATCH = 1_000;

  /**
   * The place of each of these integrations that waits for nothing but room, 1 for the one that is
   * next. One whose target is full is passed by others behind it.
   */
  public Map<Long, Integer> places(Tx tx, Collection<Long> integrations, Instant now) {
    var places = new HashMap<Long, Integer>();
    for (List<Long> some : Chunks.sorted(integrations, BATCH)) {
      tx.handle()
          .createQuery(
              """
              select integration_id, place from (
                select integration_id, row_number() over (
                  order by priority desc, next_at, integration_id) as place
                from schedule where next_at <= :now) queue
              where integration_id in (<ids>)
              """)
          .bind("now", now)
          .bindList("ids", some)
          .map((row, context) -> Map.entry(row.getLong(1), row.getInt(2)))
          .forEach(found -> places.put(found.getKey(), found.getValue()));
    }
    return places;
  }
}
