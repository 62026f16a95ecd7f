package sdesync.store;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.statement.Query;
import sdesync.history.Run;
import sdesync.history.RunState;

/** Table {@code run}, as people ask for it. */
public final class RunHistory {
  private static final int BATCH = 1_000;

  public Optional<Run> find(Tx tx, String runId) {
    return tx.handle()
        .createQuery("select * from run where id = :id")
        .bind("id", runId)
        .map(new RunMapper())
        .findOne();
  }

  /** Newest first. */
  public List<Run> list(Tx tx, RunFilter filter, int limit) {
    Query query = tx.handle().createQuery(sql(filter)).bind("limit", limit);
    if (!filter.ids().isEmpty()) {
      query.bindList("ids", filter.ids());
    }
    if (!filter.integrations().isEmpty()) {
      query.bindList("integrations", filter.integrations());
    }
    if (filter.state() != null) {
      query.bind("state", filter.state().wireName());
    }
    if (filter.since() != null) {
      query.bind("since", filter.since());
    }
    RunFilter.Place after = filter.after();
    if (after != null) {
      query.bind("afterAt", after.queuedAt()).bind("afterId", after.id());
    }
    return query.map(new RunMapper()).list();
  }

  static String sql(RunFilter filter) {
    // Of one state in the order of the index from its first column on: so it ends at its limit.
    boolean byState = filter.state() != null && filter.integrations().isEmpty();
    return "select * from run where 1 = 1"
        + conditions(filter)
        + (byState ? " order by state, " : " order by ")
        + "queued_at desc, id desc limit :limit";
  }

  private static String conditions(RunFilter filter) {
    return (filter.ids().isEmpty() ? "" : " and id in (<ids>)")
        + (filter.integrations().isEmpty() ? "" : " and integration_id in (<integrations>)")
        + (filter.state() == null ? "" : " and state = :state")
        + (filter.since() == null ? "" : " and queued_at >= :since")
        + (filter.after() == null
            ? ""
            : " and queued_at <= :afterAt and (queued_at < :afterAt or id < :afterId)");
  }

  /**
   * What accounts for the newest slot up to that moment: one run, or a cut one and what repeats it,
   * or a skipped row whose first slot it is.
   */
  public List<Run> ofNewestSlot(Tx tx, long integration, Instant upTo) {
    return tx.handle()
        .createQuery(
            """
            select * from run where integration_id = :id and slot = (
              select max(slot) from run where integration_id = :id and slot <= :upTo)
            order by recovery, queued_at
            """)
        .bind("id", integration)
        .bind("upTo", upTo)
        .map(new RunMapper())
        .list();
  }

  /** The newest run that somebody asked for, without a slot, up to that moment. */
  public Optional<Run> newestAskedFor(Tx tx, long integration, Instant upTo) {
    return tx.handle()
        .createQuery(
            """
            select * from run where integration_id = :id and slot is null and queued_at <= :upTo
            order by queued_at desc, id desc limit 1
            """)
        .bind("id", integration)
        .bind("upTo", upTo)
        .map(new RunMapper())
        .findOne();
  }

  /** The newest run of each of these integrations that came to an end. */
  public Map<Long, Run> last(Tx tx, Collection<Long> integrations) {
    var last = new HashMap<Long, Run>();
    for (List<Long> some : Chunks.sorted(integrations, BATCH)) {
      tx.handle()
          .createQuery(
              """
              select * from run where id in (
                select (
                  select r.id from run r
                  where r.integration_id = s.integration_id
                    and r.state not in ('queued', 'running')
                  order by r.queued_at desc, r.id desc limit 1)
                from schedule s where s.integration_id in (<ids>))
              """)
          .bindList("ids", some)
          .map(new RunMapper())
          .forEach(run -> last.put(run.integrationId(), run));
    }
    return last;
  }

  /** What runs now of each of these integrations. */
  public Map<Long, Run> running(Tx tx, Collection<Long> integrations) {
    return open(tx, integrations, RunState.RUNNING);
  }

  /** What waits of each of these integrations; the one that goes first. */
  public Map<Long, Run> queued(Tx tx, Collection<Long> integrations) {
    return open(tx, integrations, RunState.QUEUED);
  }

  private static Map<Long, Run> open(Tx tx, Collection<Long> integrations, RunState state) {
    var open = new HashMap<Long, Run>();
    for (List<Long> some : Chunks.sorted(integrations, BATCH)) {
      tx
          .handle()
          .createQuery("select * from run where open_key in (<ids>) order by queued_at, id")
          .bindList("ids", some)
          .map(new RunMapper())
          .stream()
          .filter(run -> run.state() == state)
          .sorted(Comparator.comparing(run -> run.requestedBy() == null))
          .forEach(run -> open.putIfAbsent(run.integrationId(), run));
    }
    return open;
  }

  /** How many runs wait and run. */
  public Map<RunState, Long> counts(Tx tx) {
    var counts = new HashMap<RunState, Long>();
    counts.put(RunState.QUEUED, 0L);
    counts.put(RunState.RUNNING, 0L);
    tx.handle()
        .createQuery(
            "select state, count(*) from run where state in ('queued', 'running') group by state")
        .map((row, context) -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(e -> counts.put(Words.read(RunState.class, e.getKey()), e.getValue()));
    return counts;
  }
}
