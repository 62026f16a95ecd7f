package sdesync.store;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Figures over all integrations, for monitoring. */
public final class FigureStore {
  /** Two moments of an integration; each null when there is none. */
  public record Moments(long id, @Nullable Instant nextSlot, @Nullable Instant lastSuccess) {}

  /** Of those listed at present, by id. */
  public List<Moments> moments(Tx tx, int limit) {
    return tx.handle()
        .createQuery(
            """
            select i.id, s.slot, i.last_success from integration i
            left join schedule s on s.integration_id = i.id
            where i.gone_since is null order by i.id limit :limit
            """)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Moments(
                    row.getLong("id"),
                    UtcInstants.getOrNull(row, "slot"),
                    UtcInstants.getOrNull(row, "last_success")))
        .list();
  }

  /** How many people were told of, by what they were told; every word is there. */
  public Map<String, Long> unwell(Tx tx) {
    var counts = new HashMap<>(Map.of("late", 0L, "failing", 0L, "auto_paused", 0L));
    tx.handle()
        .createQuery("select state, count(*) from told where subject <> 'sde' group by state")
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }
}
