package sdesync.store;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;

/**
 * Table {@code asked_job}: what people asked for in SD Elements is run once, on any number of
 * nodes.
 */
public final class AskedJobStore {
  private static final RowMapper<AskedJob> MAPPER =
      (row, context) ->
          new AskedJob(
              row.getString("kind"),
              row.getLong("id"),
              row.getLong("integration_id"),
              UtcInstants.get(row, "taken_at"),
              row.getString("run_id"),
              UtcInstants.getOrNull(row, "answered_at"));

  public Optional<AskedJob> find(Tx tx, String kind, long id) {
    return tx.handle()
        .createQuery("select * from asked_job where kind = :kind and id = :id")
        .bind("kind", kind)
        .bind("id", id)
        .map(MAPPER)
        .findOne();
  }

  /**
   * A new one.
   *
   * @throws StoreFailure of kind DUPLICATE when another node took it first
   */
  public void add(Tx tx, AskedJob job) {
    tx.handle()
        .createUpdate(
            """
            insert into asked_job (kind, id, integration_id, taken_at)
            values (:kind, :id, :integration, :taken)
            """)
        .bind("kind", job.kind())
        .bind("id", job.id())
        .bind("integration", job.integrationId())
        .bind("taken", job.takenAt())
        .execute();
  }

  /**
   * Takes again what was taken and never led to a run, which a death in between leaves.
   *
   * @return false when another node did so first
   */
  public boolean takeAgain(Tx tx, AskedJob job, Instant now) {
    return tx.handle()
            .createUpdate(
                """
                update asked_job set taken_at = :now
                where kind = :kind and id = :id and run_id is null and taken_at = :taken
                """)
            .bind("now", now)
            .bind("kind", job.kind())
            .bind("id", job.id())
            .bind("taken", job.takenAt())
            .execute()
        == 1;
  }

  public void ranAs(Tx tx, String kind, long id, String runId) {
    tx.handle()
        .createUpdate("update asked_job set run_id = :run where kind = :kind and id = :id")
        .bind("run", runId)
        .bind("kind", kind)
        .bind("id", id)
        .execute();
  }

  /** Those that wait to be told how one of these runs ended. */
  public List<AskedJob> unanswered(Tx tx, Collection<String> runIds) {
    return tx.handle()
        .createQuery("select * from asked_job where run_id in (<runs>) and answered_at is null")
        .bindList("runs", List.copyOf(runIds))
        .map(MAPPER)
        .list();
  }

  public void answered(Tx tx, AskedJob job, Instant at) {
    tx.handle()
        .createUpdate("update asked_job set answered_at = :at where kind = :kind and id = :id")
        .bind("at", at)
        .bind("kind", job.kind())
        .bind("id", job.id())
        .execute();
  }
}
