package sdesync.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Trigger;

/** Table {@code run}, as the engine writes it; {@link RunHistory} reads it. */
public final class RunStore {
  private static final int BATCH = 1_000;
  private static final int MESSAGE = 4_000;

  /** Adds runs and skipped slots. A slot that is there already is a {@code DUPLICATE}. */
  public void add(Tx tx, Collection<RunRow> rows) {
    batch(
        tx,
        rows,
        """
        insert into run (id, integration_id, project_id, alias, command, target, trigger_kind,
          requested_by, slot, slot_last, slots, recovery, recovers, attempt, attempts,
          next_attempt_at, state, reason, message, exit_code, queued_at, started_at, finished_at,
          node, summary, output_bytes, output_lines, output_dropped, output_flags, fence,
          queued_key, open_key)
        values (:id, :integration, :project, :alias, :command, :target, :trigger,
          :requestedBy, :slot, :slotLast, :slots, :recovery, :recovers, :attempt, :attempts,
          :nextAttemptAt, :state, :reason, :message, :exitCode, :queuedAt, :startedAt, :finishedAt,
          :node, :summary, :bytes, :lines, :dropped, :flags, :fence,
          :queuedKey, :openKey)
        """);
  }

  /** Writes runs that have not ended; returns how many of them there were. */
  public int update(Tx tx, Collection<RunRow> rows) {
    return batch(
        tx,
        rows,
        """
        update run set project_id = :project, alias = :alias, command = :command, target = :target,
          trigger_kind = :trigger, requested_by = :requestedBy, slot = :slot,
          slot_last = :slotLast, slots = :slots, attempt = :attempt, attempts = :attempts,
          next_attempt_at = :nextAttemptAt, state = :state, reason = :reason, message = :message,
          exit_code = :exitCode, started_at = :startedAt, finished_at = :finishedAt, node = :node,
          progress = case when cast(:state as varchar) = 'running' then null else progress end,
          summary = :summary, output_bytes = :bytes, output_lines = :lines,
          output_dropped = :dropped, output_flags = :flags, fence = :fence, queued_key = :queuedKey,
          open_key = :openKey
        where id = :id and open_key is not null
        """);
  }

  private static int batch(Tx tx, Collection<RunRow> rows, String sql) {
    if (rows.isEmpty()) {
      return 0;
    }
    int changed = 0;
    try (PreparedBatch batch = tx.handle().prepareBatch(sql)) {
      for (RunRow row : rows) {
        bind(batch, row.run()).bind("fence", row.fence()).add();
      }
      for (int one : batch.execute()) {
        changed += one;
      }
    }
    return changed;
  }

  private static PreparedBatch bind(PreparedBatch batch, Run run) {
    boolean manualWaits = run.state() == RunState.QUEUED && run.trigger() == Trigger.MANUAL;
    return batch
        .bind("id", run.id())
        .bind("integration", run.integrationId())
        .bind("project", run.projectId())
        .bind("alias", run.alias())
        .bind("command", run.command())
        .bind("target", run.target())
        .bind("trigger", run.trigger().wireName())
        .bind("requestedBy", Texts.cut(run.requestedBy(), 255))
        .bindByType("slot", run.slot(), Instant.class)
        .bindByType("slotLast", run.slotLast(), Instant.class)
        .bind("slots", run.slots())
        .bind("recovery", run.recovers() == null ? 0 : 1)
        .bind("recovers", run.recovers())
        .bind("attempt", run.attempt())
        .bind("attempts", RunJson.attempts(run.attempts()))
        .bindByType("nextAttemptAt", run.nextAttemptAt(), Instant.class)
        .bind("state", run.state().wireName())
        .bind("reason", word(run.reason()))
        .bind("message", Texts.cut(run.message(), MESSAGE))
        .bind("exitCode", run.exitCode())
        .bind("queuedAt", run.queuedAt())
        .bindByType("startedAt", run.startedAt(), Instant.class)
        .bindByType("finishedAt", run.finishedAt(), Instant.class)
        .bind("node", Texts.cut(run.node(), 255))
        .bind("summary", RunJson.summary(run.summary()))
        .bind("bytes", run.output().bytes())
        .bind("lines", run.output().lines())
        .bind("dropped", run.output().droppedBytes())
        .bind("flags", RunJson.flags(run.output().flags()))
        .bind("queuedKey", manualWaits ? (Long) run.integrationId() : null)
        .bind("openKey", run.state().isFinal() ? null : (Long) run.integrationId());
  }

  private static @Nullable String word(@Nullable Reason reason) {
    return reason == null ? null : reason.wireName();
  }

  /**
   * Lets a skipped row take up more slots.
   *
   * @return whether it is still there
   */
  public boolean extendSkipped(Tx tx, String runId, Instant slotLast, int more, Instant at) {
    return tx.handle()
            .createUpdate(
                """
                update run set slot_last = :last, slots = slots + :more, finished_at = :at
                where id = :id and state = 'skipped'
                """)
            .bind("last", slotLast)
            .bind("more", more)
            .bind("at", at)
            .bind("id", runId)
            .execute()
        == 1;
  }

  /** What waits or runs of these integrations, the oldest first. */
  public List<Run> open(Tx tx, Collection<Long> integrations) {
    var open = new ArrayList<Run>();
    for (List<Long> some : Chunks.sorted(integrations, BATCH)) {
      tx.handle()
          .createQuery(
              """
              select * from run where open_key in (<ids>) order by queued_at, id
              """)
          .bindList("ids", Chunks.padded(some))
          .map(new RunMapper())
          .forEach(open::add);
    }
    return open;
  }

  /** How far a running command says it is, in percent. */
  public void progress(Tx tx, String runId, int percent) {
    tx.handle()
        .createUpdate("update run set progress = :percent where id = :id and state = 'running'")
        .bind("percent", percent)
        .bind("id", runId)
        .execute();
  }

  /** Tells of all that waits unasked and says no reason why it does. */
  public int holdBack(Tx tx, Reason reason, String message) {
    return tx.handle()
        .createUpdate(
            """
            update run set reason = :reason, message = :message
            where state = 'queued' and requested_by is null and reason is null
            """)
        .bind("reason", reason.wireName())
        .bind("message", message)
        .execute();
  }

  /** Takes back {@link #holdBack}. */
  public int letGo(Tx tx, Collection<Reason> reasons) {
    return tx.handle()
        .createUpdate(
            """
            update run set reason = null, message = ''
            where state = 'queued' and attempt = 0 and reason in (<reasons>)
            """)
        .bindList("reasons", reasons.stream().map(Reason::wireName).toList())
        .execute();
  }
}
