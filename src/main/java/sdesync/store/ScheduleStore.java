package sdesync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;
import sdesync.history.Reason;

/** Table {@code schedule}: one row per integration, always; the row is the lock. */
public final class ScheduleStore {
  private static final int BATCH = 1_000;
  private static final String COLUMNS =
      """
      integration_id, slot, last_slot, next_at, priority, target, version, node, run_id,
      cancel_by, skip_run, skip_reason
      """;

  /** A beat of somebody else's: while it does not change, its owner may be dead. */
  public record Sighting(long integrationId, long version, long beat) {}

  /** A run of ours. {@code cancelBy}: who asked to end it, empty for nobody. */
  public record Owned(String runId, String cancelBy) {}

  private final boolean skipsLocked;

  public ScheduleStore(Database database) {
    // H2's SKIP LOCKED locks every matching row first; there one process claims, so none is needed.
    this.skipsLocked = !database.singleProcess();
  }

  /** Locks these rows, by id, waiting for those that others hold. */
  public List<ScheduleRow> lock(Tx tx, Collection<Long> ids) {
    return lock(tx, ids, "");
  }

  /** Locks those of these rows that nobody else has locked, as far as the database can tell. */
  public List<ScheduleRow> lockFree(Tx tx, Collection<Long> ids) {
    return lock(tx, ids, skipsLocked ? " skip locked" : "");
  }

  private static List<ScheduleRow> lock(Tx tx, Collection<Long> ids, String how) {
    var rows = new ArrayList<ScheduleRow>();
    for (List<Long> some : Chunks.sorted(ids, BATCH)) {
      tx.handle()
          .createQuery(
              "select "
                  + COLUMNS
                  + " from schedule where integration_id in (<ids>) order by integration_id for update"
                  + how)
          .bindList("ids", Chunks.padded(some))
          .map(ScheduleStore::row)
          .forEach(rows::add);
    }
    return rows;
  }

  /** Rows as they stand, without a lock, by id, after that id. */
  public List<ScheduleRow> page(Tx tx, long after, int limit) {
    return tx.handle()
        .createQuery(
            "select "
                + COLUMNS
                + " from schedule where integration_id > :after order by integration_id limit :limit")
        .bind("after", after)
        .bind("limit", limit)
        .map(ScheduleStore::row)
        .list();
  }

  /** Integrations that have no row yet. */
  public List<Long> withoutRow(Tx tx, int limit) {
    return tx.handle()
        .createQuery(
            """
            select i.id from integration i
            left join schedule s on s.integration_id = i.id
            where s.integration_id is null order by i.id limit :limit
            """)
        .bind("limit", limit)
        .mapTo(Long.class)
        .list();
  }

  public void add(Tx tx, Collection<ScheduleRow> rows) {
    batch(
        tx,
        rows,
        """
        insert into schedule (integration_id, slot, last_slot, next_at, priority, target,
          version, node, run_id, cancel_by, skip_run, skip_reason)
        values (:id, :slot, :lastSlot, :nextAt, :priority, :target,
          :version, :owner, :runId, :cancelBy, :skipRun, :skipReason)
        """);
  }

  /** Writes rows this transaction has locked. */
  public void update(Tx tx, Collection<ScheduleRow> rows) {
    batch(
        tx,
        rows,
        """
        update schedule set slot = :slot, last_slot = :lastSlot, next_at = :nextAt,
          priority = :priority, target = :target, version = :version, node = :owner,
          run_id = :runId, cancel_by = :cancelBy, skip_run = :skipRun, skip_reason = :skipReason
        where integration_id = :id
        """);
  }

  private static void batch(Tx tx, Collection<ScheduleRow> rows, String sql) {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = tx.handle().prepareBatch(sql)) {
      for (ScheduleRow row : rows) {
        batch
            .bind("id", row.integrationId())
            .bindByType("slot", row.slot(), Instant.class)
            .bindByType("lastSlot", row.lastSlot(), Instant.class)
            .bind("nextAt", row.nextAt())
            .bind("priority", row.priority())
            .bind("target", row.target())
            .bind("version", row.version())
            .bind("owner", row.owner())
            .bind("runId", row.runId())
            .bind("cancelBy", row.cancelBy())
            .bind("skipRun", row.skipRun())
            .bind("skipReason", row.skipReason() == null ? null : row.skipReason().wireName())
            .add();
      }
      batch.execute();
    }
  }

  /**
   * Locks what may be claimed now within that capacity, in the order of the queue; where nodes
   * share the database, only what none of them is about to claim.
   */
  public List<ScheduleRow> lockClaimable(Tx tx, Capacity capacity, Instant now) {
    List<ScheduleRow> rows = new ClaimQuery(capacity, skipsLocked).rows(tx.handle(), now);
    if (skipsLocked) {
      return rows;
    }
    var place = new HashMap<Long, Integer>();
    rows.forEach(row -> place.put(row.integrationId(), place.size()));
    return lock(tx, place.keySet()).stream()
        .sorted(Comparator.comparing(row -> place.get(row.integrationId())))
        .toList();
  }

  /** When the first of what is not due yet will be; empty when that is after {@code end}. */
  public Optional<Instant> nextDue(Tx tx, Instant now, Instant end) {
    // In the order of the index, as the claim, and no further: rows that were moved lie behind it.
    return tx.handle()
        .createQuery(
            """
            select next_at from schedule where priority = 0 and next_at > :now and next_at <= :end
            order by priority, next_at fetch first 1 rows only
            """)
        .bind("now", now)
        .bind("end", end)
        .map((row, context) -> UtcInstants.get(row, "next_at"))
        .findOne();
  }

  /** Integrations whose slot came, the oldest slot first. */
  public List<Long> slotsDue(Tx tx, Instant now, int limit) {
    return tx.handle()
        .createQuery(
            "select integration_id from schedule where slot <= :now order by slot limit :n")
        .bind("now", now)
        .bind("n", limit)
        .mapTo(Long.class)
        .list();
  }

  /** One heartbeat for all rows of that owner; returns how many it has. */
  public int beat(Tx tx, String owner) {
    return tx.handle()
        .createUpdate("update schedule set beat = beat + 1 where node = :owner")
        .bind("owner", owner)
        .execute();
  }

  public List<Owned> owned(Tx tx, String owner) {
    return tx.handle()
        .createQuery(
            "select run_id, coalesce(cancel_by, '') as by_whom from schedule where node = :owner")
        .bind("owner", owner)
        .map((row, context) -> new Owned(row.getString("run_id"), row.getString("by_whom")))
        .list();
  }

  /** The rows that run elsewhere. */
  public List<Sighting> sightings(Tx tx, String notOf) {
    return tx.handle()
        .createQuery(
            """
            select integration_id, version, beat from schedule
            where node is not null and node <> :owner
            """)
        .bind("owner", notOf)
        .map((row, context) -> new Sighting(row.getLong(1), row.getLong(2), row.getLong(3)))
        .list();
  }

  /** The rows on which one of these runs. */
  public List<Sighting> sightingsOf(Tx tx, Collection<String> runIds) {
    return tx.handle()
        .createQuery(
            "select integration_id, version, beat from schedule where run_id in (<runs>)"
                + " and node is not null")
        .bindList("runs", List.copyOf(runIds))
        .map((row, context) -> new Sighting(row.getLong(1), row.getLong(2), row.getLong(3)))
        .list();
  }

  /** The beat of a row this transaction has locked. */
  public long beatOf(Tx tx, long integrationId) {
    return tx.handle()
        .createQuery("select beat from schedule where integration_id = :id")
        .bind("id", integrationId)
        .mapTo(Long.class)
        .one();
  }

  /** The next slot of each of these integrations that has one. */
  public Map<Long, Instant> nextSlots(Tx tx, Collection<Long> ids) {
    var slots = new HashMap<Long, Instant>();
    for (List<Long> some : Chunks.sorted(ids, BATCH)) {
      tx.handle()
          .createQuery(
              """
              select integration_id, slot from schedule
              where slot is not null and integration_id in (<ids>)
              """)
          .bindList("ids", some)
          .map((row, context) -> Map.entry(row.getLong(1), UtcInstants.get(row, "slot")))
          .forEach(entry -> slots.put(entry.getKey(), entry.getValue()));
    }
    return slots;
  }

  /**
   * Takes the integrations' own rows, by id, for a transaction that will write there. It does so
   * before it locks rows of {@code schedule}: polls lock in that order, and the other one would be
   * a deadlock.
   */
  public List<KnownIntegration> lockIntegrations(Tx tx, Collection<Long> ids) {
    var locked = new ArrayList<KnownIntegration>();
    for (List<Long> some : Chunks.sorted(ids, BATCH)) {
      if (skipsLocked) {
        tx.handle()
            .createQuery(
                "select "
                    + IntegrationStore.COLUMNS
                    + " from integration where id in (<ids>) order by id for no key update")
            .bindList("ids", Chunks.padded(some))
            .map(new KnownIntegrationMapper())
            .forEach(locked::add);
      } else {
        touch(tx, some);
        locked.addAll(new IntegrationStore().find(tx, some));
      }
    }
    return locked;
  }

  /** On H2 an update locks less than "for update": it lets others add runs. */
  private static void touch(Tx tx, List<Long> ids) {
    try (PreparedBatch batch =
        tx.handle().prepareBatch("update integration set failures = failures where id = :id")) {
      ids.forEach(id -> batch.bind("id", id).add());
      batch.execute();
    }
  }

  static ScheduleRow row(ResultSet row, StatementContext context) throws SQLException {
    return new ScheduleRow(
        row.getLong("integration_id"),
        UtcInstants.getOrNull(row, "slot"),
        UtcInstants.getOrNull(row, "last_slot"),
        UtcInstants.get(row, "next_at"),
        row.getInt("priority"),
        row.getString("target"),
        row.getLong("version"),
        row.getString("node"),
        row.getString("run_id"),
        row.getString("cancel_by"),
        row.getString("skip_run"),
        Words.orNull(Reason.class, row.getString("skip_reason")));
  }
}
