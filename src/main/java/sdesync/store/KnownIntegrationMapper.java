package sdesync.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;

/** A row of {@code integration}. */
final class KnownIntegrationMapper implements RowMapper<KnownIntegration> {
  @Override
  public KnownIntegration map(ResultSet row, StatementContext context) throws SQLException {
    return new KnownIntegration(
        integration(row),
        row.getString("problem"),
        UtcInstants.get(row, "first_seen"),
        UtcInstants.getOrNull(row, "gone_since"),
        pause(row),
        row.getInt("failures"),
        UtcInstants.getOrNull(row, "failing_since"),
        UtcInstants.getOrNull(row, "last_success"));
  }

  private static Integration integration(ResultSet row) throws SQLException {
    String names = row.getString("param_names");
    return new Integration(
        row.getLong("id"),
        row.getObject("project_id", Long.class),
        row.getString("system"),
        row.getString("alias"),
        row.getString("frequency"),
        row.getString("command"),
        row.getString("type"),
        names == null ? null : new ParamsOutline(ParamNames.read(names), row.getString("target")),
        ServerStates.read(row.getString("server")));
  }

  private static @Nullable Pause pause(ResultSet row) throws SQLException {
    Instant since = UtcInstants.getOrNull(row, "paused_since");
    return since == null
        ? null
        : new Pause(
            since,
            UtcInstants.getOrNull(row, "paused_until"),
            row.getString("paused_by"),
            row.getString("paused_note"),
            row.getBoolean("paused_auto"));
  }
}
