package sdesync.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Table {@code audit}. Rows are added, never changed. */
public final class AuditStore {
  private static final int BATCH = 1_000;
  private static final RowMapper<AuditEntry> MAPPER =
      (row, context) ->
          new AuditEntry(
              row.getLong("id"),
              UtcInstants.get(row, "at"),
              row.getString("who"),
              row.getString("action"),
              row.getObject("integration_id", Long.class),
              row.getString("detail"),
              row.getString("address"),
              row.getObject("result", Integer.class));

  public void append(Tx tx, AuditEntry entry) {
    append(tx, List.of(entry));
  }

  public void append(Tx tx, List<AuditEntry> entries) {
    for (int from = 0; from < entries.size(); from += BATCH) {
      try (PreparedBatch batch =
          tx.handle()
              .prepareBatch(
                  """
                  insert into audit (at, who, action, integration_id, detail, address, result)
                  values (:at, :who, :action, :integration, :detail, :address, :result)
                  """)) {
        entries.subList(from, Math.min(from + BATCH, entries.size())).forEach(e -> add(batch, e));
        batch.execute();
      }
    }
  }

  private static void add(PreparedBatch batch, AuditEntry entry) {
    batch
        .bind("at", entry.at())
        .bind("who", entry.who())
        .bind("action", entry.action())
        .bind("integration", entry.integrationId())
        .bind("detail", entry.detail())
        .bind("address", entry.address())
        .bind("result", entry.result())
        .add();
  }

  /**
   * Newest first.
   *
   * @param before the last id of the page before; {@link Long#MAX_VALUE} for the first page
   */
  public List<AuditEntry> newest(Tx tx, long before, int limit) {
    return tx.handle()
        .createQuery("select * from audit where id < :before order by id desc limit :limit")
        .bind("before", before)
        .bind("limit", limit)
        .map(MAPPER)
        .list();
  }

  /** Those of one integration, newest first. */
  public List<AuditEntry> newestOf(Tx tx, long integrationId, int limit) {
    return tx.handle()
        .createQuery(
            """
            select * from audit where integration_id = :integration
            order by at desc, id desc limit :limit
            """)
        .bind("integration", integrationId)
        .bind("limit", limit)
        .map(MAPPER)
        .list();
  }

  /** The newest of one integration up to that moment that is one of these actions. */
  public Optional<AuditEntry> newestOf(
      Tx tx, long integrationId, Collection<String> actions, Instant upTo) {
    return tx.handle()
        .createQuery(
            """
            select * from audit
            where integration_id = :integration and at <= :upTo and action in (<actions>)
            order by at desc, id desc limit 1
            """)
        .bind("integration", integrationId)
        .bind("upTo", upTo)
        .bindList("actions", List.copyOf(actions))
        .map(MAPPER)
        .findOne();
  }
}
