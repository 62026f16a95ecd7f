package sdesync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import sdesync.history.OutputFacts;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Trigger;

/** A row of {@code run}. */
final class RunMapper implements RowMapper<Run> {
  @Override
  public Run map(ResultSet row, StatementContext context) throws SQLException {
    return new Run(
        row.getString("id"),
        row.getLong("integration_id"),
        row.getObject("project_id", Long.class),
        row.getString("alias"),
        row.getString("command"),
        row.getString("target"),
        Words.read(Trigger.class, row.getString("trigger_kind")),
        row.getString("requested_by"),
        UtcInstants.getOrNull(row, "slot"),
        UtcInstants.getOrNull(row, "slot_last"),
        row.getInt("slots"),
        row.getInt("attempt"),
        RunJson.attempts(row.getString("attempts")),
        UtcInstants.getOrNull(row, "next_attempt_at"),
        row.getString("recovers"),
        Words.read(RunState.class, row.getString("state")),
        Words.orNull(Reason.class, row.getString("reason")),
        row.getString("message"),
        row.getObject("exit_code", Integer.class),
        UtcInstants.get(row, "queued_at"),
        UtcInstants.getOrNull(row, "started_at"),
        UtcInstants.getOrNull(row, "finished_at"),
        row.getString("node"),
        row.getObject("progress", Integer.class),
        RunJson.summary(row.getString("summary")),
        new OutputFacts(
            row.getLong("output_bytes"),
            row.getLong("output_lines"),
            row.getLong("output_dropped"),
            RunJson.flags(row.getString("output_flags"))));
  }
}
