package sdesync.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Integration;

/** Table {@code integration}: what SD Elements lists, as last seen. A row is never deleted. */
public final class IntegrationStore {
  private static final int BATCH = 1_000;
  private static final int PIECE = 250;
  static final String COLUMNS =
      """
      id, project_id, system, alias, frequency, command, type, param_names, target, problem,
      first_seen, gone_since, paused_since, paused_until, paused_by, paused_note, paused_auto,
      failures, failing_since, server, last_success
      """;

  public Optional<KnownIntegration> find(Tx tx, long id) {
    return tx.handle()
        .createQuery("select " + COLUMNS + " from integration where id = :id")
        .bind("id", id)
        .map(new KnownIntegrationMapper())
        .findOne();
  }

  /** Those of these ids that are known, in no particular order; as many as one likes. */
  public List<KnownIntegration> find(Tx tx, Collection<Long> ids) {
    List<Long> sorted = ids.stream().distinct().sorted().toList();
    var found = new ArrayList<KnownIntegration>();
    for (int from = 0; from < sorted.size(); from += PIECE) {
      findPiece(tx, sorted.subList(from, Math.min(from + PIECE, sorted.size())), found);
    }
    return found;
  }

  /** Ids of one list mostly lie close together, and a range is far cheaper than a list of ids. */
  private static void findPiece(Tx tx, List<Long> ids, List<KnownIntegration> found) {
    long first = ids.get(0);
    long last = ids.get(ids.size() - 1);
    boolean close = last - first < 4L * ids.size();
    var query =
        tx.handle()
            .createQuery(
                "select "
                    + COLUMNS
                    + " from integration where "
                    + (close ? "id between :first and :last" : "id in (<ids>)"));
    if (close) {
      query.bind("first", first).bind("last", last);
    } else {
      query.bindList("ids", Chunks.padded(ids));
    }
    Set<Long> wanted = new HashSet<>(ids);
    query
        .map(new KnownIntegrationMapper())
        .filter(one -> wanted.contains(one.id()))
        .forEach(found::add);
  }

  /**
   * A page of those the filter means, by id.
   *
   * @param after the last id of the page before; 0 for the first page
   */
  public List<KnownIntegration> list(Tx tx, IntegrationFilter filter, long after, int limit) {
    var query =
        tx.handle()
            .createQuery(
                "select "
                    + COLUMNS
                    + " from integration where id > :after"
                    + conditions(filter)
                    + " order by id limit :limit")
            .bind("after", after)
            .bind("limit", limit);
    bind(query, filter);
    return query.map(new KnownIntegrationMapper()).list();
  }

  /** As {@link #list}, but ids only: cheap enough to look at all of them. */
  public List<Long> ids(Tx tx, IntegrationFilter filter, long after, int limit) {
    var query =
        tx.handle()
            .createQuery(
                "select id from integration where id > :after"
                    + conditions(filter)
                    + " order by id limit :limit")
            .bind("after", after)
            .bind("limit", limit);
    bind(query, filter);
    return query.mapTo(Long.class).list();
  }

  private static String conditions(IntegrationFilter filter) {
    return (filter.ids().isEmpty() ? "" : " and id in (<ids>)")
        + (filter.alias() == null ? "" : " and alias = :alias")
        + (filter.system() == null ? "" : " and system = :system")
        + (filter.type() == null ? "" : " and type = :type")
        + (filter.frequency() == null ? "" : " and frequency = :frequency")
        + (filter.project() == null ? "" : " and project_id = :project")
        + (filter.listedOnly() ? " and gone_since is null" : "");
  }

  private static void bind(SqlStatement<?> query, IntegrationFilter filter) {
    if (!filter.ids().isEmpty()) {
      query.bindList("ids", filter.ids());
    }
    query
        .bind("alias", filter.alias())
        .bind("system", filter.system())
        .bind("type", filter.type())
        .bind("frequency", filter.frequency())
        .bind("project", filter.project());
  }

  /** New rows. */
  public void add(Tx tx, Collection<Integration> added, Instant firstSeen) {
    inBatches(
        tx,
        """
        insert into integration
          (id, project_id, system, alias, frequency, command, type, param_names, target, server,
           first_seen)
        values
          (:id, :project, :system, :alias, :frequency, :command, :type, :names, :target, :server,
           :seen)
        """,
        added,
        (batch, integration) -> bindFields(batch, integration).bind("seen", firstSeen));
  }

  /** Writes what SD Elements says of these; what the worker knows itself stays. */
  public void update(Tx tx, Collection<Integration> changed) {
    inBatches(
        tx,
        """
        update integration set
          project_id = :project, system = :system, alias = :alias, frequency = :frequency,
          command = :command, type = :type, param_names = :names, target = :target,
          server = :server
        where id = :id
        """,
        changed,
        IntegrationStore::bindFields);
  }

  private static PreparedBatch bindFields(PreparedBatch batch, Integration integration) {
    return batch
        .bind("id", integration.id())
        .bind("project", integration.projectId())
        .bind("system", integration.system())
        .bind("alias", integration.alias())
        .bind("frequency", integration.frequency())
        .bind("command", integration.command())
        .bind("type", integration.type())
        .bind("names", ParamNames.write(integration.params()))
        .bind("target", integration.target())
        .bind("server", ServerStates.write(integration.server()));
  }

  /** Writes what SD Elements says of their runs, which is no change of theirs. */
  public void refresh(Tx tx, Collection<Integration> refreshed) {
    inBatches(
        tx,
        "update integration set server = :server where id = :id",
        refreshed,
        (batch, one) ->
            batch.bind("server", ServerStates.write(one.server())).bind("id", one.id()));
  }

  public void markGone(Tx tx, Collection<Long> ids, Instant since) {
    inBatches(
        tx,
        "update integration set gone_since = :since where id = :id",
        ids,
        (batch, id) -> batch.bind("since", since).bind("id", id));
  }

  public void markBack(Tx tx, Collection<Long> ids) {
    inBatches(
        tx,
        "update integration set gone_since = null where id = :id",
        ids,
        (batch, id) -> batch.bind("id", id));
  }

  /**
   * @param problem null when there is none any more
   */
  public void setProblem(Tx tx, long id, @Nullable String problem) {
    tx.handle()
        .createUpdate("update integration set problem = :problem where id = :id")
        .bind("problem", Texts.cut(problem, 1_000))
        .bind("id", id)
        .execute();
  }

  /** Replaces a pause it has. */
  public void pause(Tx tx, long id, Pause pause) {
    tx.handle()
        .createUpdate(
            """
            update integration set paused_since = :since, paused_until = :until, paused_by = :by,
              paused_note = :note, paused_auto = :auto
            where id = :id
            """)
        .bind("since", pause.since())
        .bindByType("until", pause.until(), Instant.class)
        .bind("by", Texts.cut(pause.by(), 255))
        .bind("note", Texts.cut(pause.note(), 1_000))
        .bind("auto", pause.auto())
        .bind("id", id)
        .execute();
  }

  /** Ends its pause and forgets its failures: somebody has looked at it. */
  public void resume(Tx tx, long id) {
    tx.handle()
        .createUpdate(
            """
            update integration set paused_since = null, paused_until = null, paused_by = null,
              paused_note = null, paused_auto = false, failures = 0, failing_since = null
            where id = :id
            """)
        .bind("id", id)
        .execute();
  }

  /** Those whose pause had an end that has come. */
  public List<Long> pausesOver(Tx tx, Instant now) {
    return tx.handle()
        .createQuery("select id from integration where paused_until <= :now order by id")
        .bind("now", now)
        .mapTo(Long.class)
        .list();
  }

  /** Counts one more run in a row that failed for a reason of its own. */
  public void countFailure(Tx tx, long id, Instant at) {
    tx.handle()
        .createUpdate(
            """
            update integration
            set failures = failures + 1, failing_since = coalesce(failing_since, :at)
            where id = :id
            """)
        .bind("at", at)
        .bind("id", id)
        .execute();
  }

  /** A success of each, by its run: its failures are over. */
  public void succeeded(Tx tx, Map<Long, String> runs, Instant at) {
    inBatches(
        tx,
        """
        update integration set failures = 0, failing_since = null, last_success = :at,
          last_success_run = :run
        where id = :id
        """,
        new TreeMap<>(runs).entrySet(),
        (batch, run) -> batch.bind("at", at).bind("run", run.getValue()).bind("id", run.getKey()));
  }

  /** The run that failed last, whatever the cause: the history keeps it. */
  public void noteFailure(Tx tx, long id, String runId) {
    tx.handle().execute("update integration set last_failure_run = ? where id = ?", runId, id);
  }

  private static <T> void inBatches(
      Tx tx, String sql, Collection<T> rows, BiConsumer<PreparedBatch, T> bind) {
    if (rows.isEmpty()) {
      return;
    }
    try (PreparedBatch batch = tx.handle().prepareBatch(sql)) {
      for (T row : rows) {
        bind.accept(batch, row);
        batch.add();
        if (batch.size() == BATCH) {
          batch.execute();
        }
      }
      if (batch.size() > 0) {
        batch.execute();
      }
    }
  }
}
