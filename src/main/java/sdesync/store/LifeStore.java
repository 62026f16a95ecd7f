package sdesync.store;

import java.time.Instant;
import java.util.List;

/** Table {@code node_life}. */
public final class LifeStore {
  /** Begins a life; returns its number. */
  public long begin(Tx tx, String node, Instant now) {
    return tx.handle()
        .createUpdate("insert into node_life (node, since, seen) values (:node, :now, :now)")
        .bind("node", Texts.cut(node, 255))
        .bind("now", now)
        .executeAndReturnGeneratedKeys("id")
        .mapTo(Long.class)
        .one();
  }

  /** Still there. A clock that went back shortens nothing. */
  public void goOn(Tx tx, long life, Instant now) {
    tx.handle()
        .createUpdate("update node_life set seen = :now where id = :life and seen < :now")
        .bind("now", now)
        .bind("life", life)
        .execute();
  }

  /** Those that were not over before that moment, the oldest first. */
  public List<Life> since(Tx tx, Instant moment) {
    return tx.handle()
        .createQuery("select node, since, seen from node_life where seen >= :moment order by since")
        .bind("moment", moment)
        .map(
            (row, context) ->
                new Life(
                    row.getString("node"),
                    UtcInstants.get(row, "since"),
                    UtcInstants.get(row, "seen")))
        .list();
  }

  public int forgetBefore(Tx tx, Instant moment) {
    return tx.handle()
        .createUpdate("delete from node_life where seen < :moment")
        .bind("moment", moment)
        .execute();
  }
}
