package sdesync.blackbox;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A PostgreSQL of a test's own, which can be restarted. */
final class PostgresServer implements AutoCloseable {
  private final Path folder;
  private final int port = BuiltProgram.freePort();
  private EmbeddedPostgres server;

  PostgresServer(Path folder) {
    this.folder = folder;
    this.server = start();
  }

  private EmbeddedPostgres start() {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(folder)
          .setCleanDataDirectory(false)
          .setPort(port)
          .setServerConfig("max_connections", "100")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** Ends every session and is back within a second or two. */
  void restart() {
    close();
    server = start();
  }

  /** Who holds what, and what every session does. */
  String evidence() {
    var text = new StringBuilder();
    for (String table :
        List.of(
            "(select * from schedule where node is not null or next_at < now()) s",
            "(select * from run where open_key is not null) r",
            "(select * from node_life order by seen desc limit 20) l",
            "pg_stat_activity",
            "pg_locks")) {
      String sql = "select cast(row_to_json(t) as varchar) from (select * from " + table + ") t";
      try (Connection connection = server.getPostgresDatabase().getConnection();
          Statement statement = connection.createStatement();
          ResultSet rows = statement.executeQuery(sql)) {
        text.append(table).append('\n');
        while (rows.next()) {
          text.append("  ").append(rows.getString(1)).append('\n');
        }
      } catch (SQLException e) {
        text.append(e).append('\n');
      }
    }
    return text.toString();
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
