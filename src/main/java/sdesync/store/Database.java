package sdesync.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/**
 * The open database. All access goes through {@link #inTransaction}; a {@link Tx} is handed to the
 * stores' methods and is good until the work returns.
 */
public final class Database implements AutoCloseable {
  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private Database(HikariDataSource pool) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
  }

  /** Opens and migrates it. */
  public static Database open(StoreSettings settings) {
    var hikari = new HikariConfig();
    hikari.setJdbcUrl(safe(settings.url()));
    hikari.setUsername(settings.user());
    if (settings.password() != null) {
      hikari.setPassword(settings.password().reveal());
    }
    hikari.setConnectionTimeout(5_000);
    var pool = new HikariDataSource(hikari);
    Flyway.configure().dataSource(pool).load().migrate();
    return new Database(pool);
  }

  /**
   * H2 with the settings that lost nothing under kill -9: commits reach the file at once, an
   * interrupted thread cannot close it, and our own shutdown closes it last.
   */
  private static String safe(String url) {
    return url.startsWith("jdbc:h2:file:")
        ? "jdbc:h2:async:"
            + url.substring("jdbc:h2:file:".length())
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE"
        : url;
  }

  /** Commits what the work did, or rolls all of it back when it throws. */
  public <T> T inTransaction(TxWork<T> work) {
    return jdbi.inTransaction(handle -> work.run(new Tx(handle)));
  }

  /** Work in one transaction. */
  @FunctionalInterface
  public interface TxWork<T> {
    T run(Tx tx);
  }

  @Override
  public void close() {
    pool.close();
  }
}
