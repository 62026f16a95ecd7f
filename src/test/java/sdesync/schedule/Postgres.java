package sdesync.schedule;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import sdesync.store.Database;
import sdesync.store.StoreSettings;

/** One PostgreSQL server for all tests of this JVM, with a database for each. */
final class Postgres {
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private Postgres() {}

  private static final class Server {
    static final EmbeddedPostgres ONE = begin();

    private static EmbeddedPostgres begin() {
      try {
        return EmbeddedPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  static World world(Path dir) throws SQLException {
    return new World(open(create(), dir));
  }

  /** The URL of a new database. */
  static String create() throws SQLException {
    String name = "t" + NUMBER.incrementAndGet();
    try (Connection connection = Server.ONE.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
    return Server.ONE.getJdbcUrl("postgres", name);
  }

  static Database open(String url, Path dir) {
    return Database.open(new StoreSettings(url, null, null, dir.resolve("data")), Duration.ZERO);
  }
}
