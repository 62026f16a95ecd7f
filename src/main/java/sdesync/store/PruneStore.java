package sdesync.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/**
 * Takes old rows out, a few at a time. What waits or runs, and the last success and last failure of
 * each integration, stay.
 */
public final class PruneStore {
  /**
   * Cut first, in the order of an index, and judged then: else H2 takes the index on {@code
   * open_key}, which is null nearly everywhere, and reads all of the history for each portion.
   */
  private static final String OLD =
      """
      select r.id, r.queued_at,
        r.open_key is not null or r.id = coalesce(i.last_success_run, '')
          or r.id = coalesce(i.last_failure_run, '') as stays
      from (
        select id, queued_at, integration_id, open_key from run
        where %s queued_at >= :from and (queued_at > :from or id > :after)
          and queued_at <= :before
        order by %s queued_at, id limit :limit) r
      join integration i on i.id = r.integration_id
      order by r.queued_at, r.id
      """;

  /**
   * A run that is old.
   *
   * @param stays whether it may not go
   */
  public record Old(String id, Instant queuedAt, boolean stays) {
    /** Before all. */
    public static final Old NONE = new Old("", Instant.EPOCH, true);
  }

  /** The oldest runs after that one and queued at that moment or before. */
  public List<Old> old(Tx tx, Old after, Instant before, int limit) {
    return list(tx.handle().createQuery(OLD.formatted("", "")), after, before, limit);
  }

  private static List<Old> list(Query query, Old after, Instant before, int limit) {
    return query
        .bind("from", after.queuedAt())
        .bind("after", after.id())
        .bind("before", before)
        .bind("limit", limit)
        .map(
            (row, context) ->
                new Old(
                    row.getString("id"),
                    UtcInstants.get(row, "queued_at"),
                    row.getBoolean("stays")))
        .list();
  }

  /** Of one integration, those after that one and older than its newest {@code kept}. */
  public List<Old> surplus(Tx tx, long integrationId, Old after, int kept, int limit) {
    Optional<Instant> newestOver =
        tx.handle()
            .createQuery(
                """
                select queued_at from run
                where integration_id = :integration and state <> 'skipped'
                order by queued_at desc, id desc offset :kept rows fetch next 1 rows only
                """)
            .bind("integration", integrationId)
            .bind("kept", kept)
            .map((row, context) -> UtcInstants.get(row, "queued_at"))
            .findOne();
    if (newestOver.isEmpty()) {
      return List.of();
    }
    String sql = OLD.formatted("integration_id = :integration and", "integration_id,");
    return list(
        tx.handle().createQuery(sql).bind("integration", integrationId),
        after,
        newestOver.get(),
        limit);
  }

  /** Integrations by id, after that one. */
  public List<Long> integrations(Tx tx, long after, int limit) {
    return tx.handle()
        .createQuery("select id from integration where id > :after order by id limit :limit")
        .bind("after", after)
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }

  /** Takes these out, with what is stored of their output; returns how many were still there. */
  public int delete(Tx tx, Collection<String> runIds) {
    new OutputStore().delete(tx, runIds);
    return runIds.isEmpty()
        ? 0
        : tx.handle()
            .createUpdate("delete from run where id in (<ids>) and open_key is null")
            .bindList("ids", List.copyOf(runIds))
            .execute();
  }

  /** Which of these have no row, or a row that may be taken out. */
  public Set<String> dispensable(Tx tx, Collection<String> runIds) {
    var dispensable = new HashSet<>(runIds);
    tx.handle()
        .createQuery(
            """
            select r.id from run r join integration i on i.id = r.integration_id
            where r.id in (<ids>) and (r.open_key is not null
              or r.id = coalesce(i.last_success_run, '') or r.id = coalesce(i.last_failure_run, ''))
            """)
        .bindList("ids", List.copyOf(runIds))
        .mapTo(String.class)
        .forEach(dispensable::remove);
    return dispensable;
  }

  /** Which of these have no row any more. */
  public Set<String> gone(Tx tx, Collection<String> runIds) {
    var gone = new HashSet<>(runIds);
    tx.handle()
        .createQuery("select id from run where id in (<ids>)")
        .bindList("ids", List.copyOf(runIds))
        .mapTo(String.class)
        .forEach(gone::remove);
    return gone;
  }

  /** Audit entries before that moment, the oldest first. */
  public int deleteAudit(Tx tx, Instant before, int limit) {
    return tx.handle()
        .createUpdate(
            """
            delete from audit where id in (
              select id from audit where id <= (select min(id) + :limit from audit) and at < :before)
            """)
        .bind("before", before)
        .bind("limit", limit)
        .execute();
  }

  /** All but the newest so many of that action. */
  public int deleteAuditOf(Tx tx, String action, int kept) {
    @Nullable Long last =
        tx.handle()
            .createQuery(
                """
                select id from audit where action = :action
                order by id desc offset :kept rows fetch next 1 rows only
                """)
            .bind("action", action)
            .bind("kept", kept)
            .mapTo(Long.class)
            .findOne()
            .orElse(null);
    return last == null
        ? 0
        : tx.handle()
            .createUpdate("delete from audit where action = :action and id <= :last")
            .bind("action", action)
            .bind("last", last)
            .execute();
  }
}
