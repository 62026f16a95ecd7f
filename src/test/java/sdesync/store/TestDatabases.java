package sdesync.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** Real databases, empty and migrated: a file, or one of an embedded PostgreSQL's. */
public final class TestDatabases {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private TestDatabases() {}

  /**
   * @param dir a directory of the test's own; the data directory is made below it
   */
  public static Database h2(Path dir) {
    return Database.open(h2Settings(dir), Duration.ZERO);
  }

  public static StoreSettings h2Settings(Path dir) {
    Path data = dir.resolve("data").toAbsolutePath();
    return new StoreSettings("jdbc:h2:file:" + data.resolve("store"), null, null, data);
  }

  /** A new database in the one server all tests of this JVM share. */
  public static Database postgres(Path dir) {
    return Database.open(postgresSettings(dir), Duration.ZERO);
  }

  public static StoreSettings postgresSettings(Path dir) {
    String name = "t" + NEXT.incrementAndGet();
    EmbeddedPostgres server = Server.INSTANCE;
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new StoreSettings(
        server.getJdbcUrl("postgres", name), null, null, dir.resolve("data").toAbsolutePath());
  }

  /** Started by the first test that needs it, stopped with the JVM. */
  private static final class Server {
    static final EmbeddedPostgres INSTANCE = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
