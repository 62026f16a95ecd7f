package sdesync.store;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.callback.BaseCallback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.jspecify.annotations.Nullable;

/** Brings the schema up to date, and knows one that is newer than this program. */
final class Schema {
  private Schema() {}

  static void migrate(DataSource database, JdbcUrl url, SqlFaults faults) {
    try {
      Flyway flyway =
          Flyway.configure()
              .dataSource(database)
              .callbacks(new Session(url.migration()))
              .locations("classpath:db/migration")
              .failOnMissingLocations(true)
              .load();
      refuseNewer(flyway.info());
      flyway.migrate();
    } catch (FlywayException e) {
      throw refusal(e, faults);
    }
  }

  /** What each connection of a migration begins with. */
  private static final class Session extends BaseCallback {
    private final @Nullable String sql;

    Session(@Nullable String sql) {
      this.sql = sql;
    }

    @Override
    public boolean supports(Event event, Context context) {
      return event == Event.AFTER_CONNECT && sql != null;
    }

    @Override
    public void handle(Event event, Context context) {
      try (Statement statement = context.getConnection().createStatement()) {
        statement.execute(sql);
      } catch (SQLException e) {
        throw new FlywayException(e);
      }
    }
  }

  private static void refuseNewer(MigrationInfoService info) {
    MigrationInfo newest = newest(info.applied());
    MigrationInfo ours = newest(info.all(), newest);
    if (newest != null && newest.getState().name().startsWith("FUTURE")) {
      throw new StoreUnusable(
          "the database has schema version %s, written by a newer sde-sync; this one knows schema version %s: install the newer program again, or put back a backup made with this one"
              .formatted(newest.getVersion(), ours == null ? "0" : ours.getVersion()),
          null);
    }
  }

  private static @Nullable MigrationInfo newest(MigrationInfo[] applied) {
    return newest(applied, null);
  }

  private static @Nullable MigrationInfo newest(
      MigrationInfo[] all, @Nullable MigrationInfo onlyKnown) {
    return Arrays.stream(all)
        .filter(one -> one.getVersion() != null)
        .filter(one -> onlyKnown == null || !one.getState().name().startsWith("FUTURE"))
        .max((a, b) -> a.getVersion().compareTo(b.getVersion()))
        .orElse(null);
  }

  private static RuntimeException refusal(FlywayException e, SqlFaults faults) {
    for (Throwable t = e; t != null; t = t.getCause()) {
      if (t instanceof SQLException) {
        return faults.whileOpening(e);
      }
    }
    return new StoreUnusable(
        "the database's tables are not those of this program ("
            + String.valueOf(e.getMessage()).replaceAll("\\s+", " ").strip()
            + "); give it a database or schema of its own, or put back a backup",
        e);
  }
}
