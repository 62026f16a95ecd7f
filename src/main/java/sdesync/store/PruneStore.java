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
 * each integration, are never among them.
 */
public final class PruneStore {
  private static final String OLD =
      """
      select r.id, r.queued_at from run r join integration i on i.id = r.integration_id
      where r.open_key is null and r.queued_at >= :from and r.queued_at <= :before
        and r.id <> coalesce(i.last_success_run, '') and r.id <> coalesce(i.last_failure_run, '')
      """;

  /** A run that may go. */
  public record Old(String id, Instant queuedAt) {}

  /**
   * The oldest runs queued at that moment or before.
   *
   * @param from not looked at before that, for those that stay need not be passed again
   */
  public List<Old> old(Tx tx, Instant from, Instant before, int limit) {
    return list(
        tx.handle()
            .createQuery(OLD + " order by r.queued_at, r.id limit :limit")
            .bind("from", from)
            .bind("before", before),
        limit);
  }

  private static List<Old> list(Query query, int limit) {
    return query
        .bind("limit", limit)
        .map((row, context) -> new Old(row.getString("id"), UtcInstants.get(row, "queued_at")))
        .list();
  }

  /** Of one integration, those older than its newest {@code kept} that were no skipped slot. */
  public List<Old> surplus(Tx tx, long integrationId, int kept, int limit) {
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
    return list(
        tx.handle()
            .createQuery(
                OLD
                    + " and r.integration_id = :integration order by r.queued_at, r.id limit :limit")
            .bind("from", Instant.EPOCH)
            .bind("before", newestOver.get())
            .bind("integration", integrationId),
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
