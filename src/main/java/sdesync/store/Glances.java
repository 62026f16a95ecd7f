package sdesync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import sdesync.history.Reason;
import sdesync.history.RunState;

/** Whole tables in few columns: what a screen of thousands of integrations shows of each. */
public final class Glances {
  /**
   * A run that waits or runs.
   *
   * @param attempt 0 before the first
   */
  public record OpenRun(
      long integrationId,
      String id,
      RunState state,
      int attempt,
      @Nullable Reason reason,
      String message,
      @Nullable Instant nextAttemptAt) {}

  /** How a run ended. */
  public record Ended(
      String id,
      RunState state,
      @Nullable Reason reason,
      Instant queuedAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt) {}

  private static final String NEWEST_OF_ONE =
      """
      (select integration_id, id, state, reason, queued_at, started_at, finished_at from run
       where integration_id = ? and state not in ('queued', 'running')
       order by integration_id, queued_at desc, id desc limit ?)
      """;

  private static final Comparator<Ended> NEWEST_FIRST =
      Comparator.comparing(Ended::queuedAt).thenComparing(Ended::id).reversed();

  /** All integrations, without the names of their params. */
  public List<KnownIntegration> integrations(Tx tx) {
    String columns = IntegrationStore.COLUMNS.replace("param_names", "'[]' as param_names");
    return tx.handle()
        .createQuery("select " + columns + " from integration order by id")
        .map(new KnownIntegrationMapper())
        .list();
  }

  /** The next slot of each integration that has one. */
  public Map<Long, Instant> slots(Tx tx) {
    var slots = new HashMap<Long, Instant>();
    tx.handle()
        .createQuery("select integration_id, slot from schedule where slot is not null")
        .map((row, context) -> Map.entry(row.getLong(1), UtcInstants.get(row, "slot")))
        .forEach(entry -> slots.put(entry.getKey(), entry.getValue()));
    return slots;
  }

  /** Every run that waits or runs; of one integration the one that goes first is first. */
  public List<OpenRun> open(Tx tx) {
    return tx.handle()
        .createQuery(
            """
            select integration_id, id, state, attempt, reason, message, next_attempt_at
            from run where open_key > 0 order by queued_at, id
            """)
        .map(Glances::openRun)
        .list();
  }

  private static OpenRun openRun(ResultSet row, StatementContext context) throws SQLException {
    return new OpenRun(
        row.getLong("integration_id"),
        row.getString("id"),
        Words.read(RunState.class, row.getString("state")),
        row.getInt("attempt"),
        Words.orNull(Reason.class, row.getString("reason")),
        row.getString("message"),
        UtcInstants.getOrNull(row, "next_attempt_at"));
  }

  /** The newest ended runs of each of these integrations, newest first. */
  public Map<Long, List<Ended>> ended(Tx tx, Collection<Long> integrations, int most) {
    var ended = new HashMap<Long, List<Ended>>();
    if (integrations.isEmpty()) {
      return ended;
    }
    // One by one: each ends at its cut in the index, however long a history is.
    String each =
        Collections.nCopies(integrations.size(), NEWEST_OF_ONE).stream()
            .collect(Collectors.joining(" union all "));
    Query query = tx.handle().createQuery(each);
    int position = 0;
    for (long id : integrations) {
      query.bind(position++, id).bind(position++, most);
    }
    query
        .map((row, context) -> Map.entry(row.getLong("integration_id"), end(row)))
        .forEach(
            one ->
                ended.computeIfAbsent(one.getKey(), id -> new ArrayList<>()).add(one.getValue()));
    ended.values().forEach(runs -> runs.sort(NEWEST_FIRST));
    return ended;
  }

  private static Ended end(ResultSet row) throws SQLException {
    return new Ended(
        row.getString("id"),
        Words.read(RunState.class, row.getString("state")),
        Words.orNull(Reason.class, row.getString("reason")),
        UtcInstants.get(row, "queued_at"),
        UtcInstants.getOrNull(row, "started_at"),
        UtcInstants.getOrNull(row, "finished_at"));
  }

  /** The integrations of the newest runs that were refused. */
  public List<Long> refusedLately(Tx tx, int runs) {
    return tx
        .handle()
        .createQuery(
            """
            select integration_id from run where state = 'refused'
            order by queued_at desc, id desc limit :runs
            """)
        .bind("runs", runs)
        .mapTo(Long.class)
        .stream()
        .distinct()
        .toList();
  }
}
