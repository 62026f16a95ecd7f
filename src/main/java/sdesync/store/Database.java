package sdesync.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.util.Credentials;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import sdesync.redact.Secret;

/**
 * The open database. All access goes through {@link #inTransaction}; a {@link Tx} is handed to the
 * stores' methods and is good until the work returns.
 */
public final class Database implements AutoCloseable {
  private static final int CONNECTIONS = 10;
  private static final int TRIES = 3;

  private final @Nullable DataDir dataDir;
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final SqlFaults faults;
  private final boolean singleProcess;

  private Database(
      @Nullable DataDir dataDir, HikariDataSource pool, SqlFaults faults, boolean singleProcess) {
    this.dataDir = dataDir;
    this.pool = pool;
    this.jdbi = Jdbi.create(pool).installPlugin(new UtcInstants());
    this.faults = faults;
    this.singleProcess = singleProcess;
  }

  /** One that is never opened, for parts that are only looked at: every use of it fails. */
  public static Database unopened(StoreSettings settings) {
    var url = JdbcUrl.of(settings.url());
    return new Database(
        null, new HikariDataSource(), new SqlFaults(url, settings.dataDir()), url.isFile());
  }

  /** Opens it with ten connections; see {@link #open(StoreSettings, Duration, int)}. */
  public static Database open(StoreSettings settings, Duration waitForLock) {
    return open(settings, waitForLock, CONNECTIONS);
  }

  /**
   * Takes the data directory for this process, opens the database and brings its schema up to date.
   *
   * @param waitForLock how long another process may go on holding the data directory
   * @param connections at most, of this process
   * @throws StoreInUse when the other process held it for that long
   * @throws StoreUnusable when somebody must change something first
   * @throws StoreFailure of kind {@code UNAVAILABLE} when the database does not answer: worth
   *     trying again; the data directory is free in between
   */
  public static Database open(StoreSettings settings, Duration waitForLock, int connections) {
    DataDir dataDir = DataDir.open(settings.dataDir(), waitForLock);
    try {
      return open(settings, dataDir, connections);
    } catch (RuntimeException e) {
      dataDir.close();
      throw e;
    }
  }

  private static Database open(StoreSettings settings, DataDir dataDir, int connections) {
    var url = JdbcUrl.of(settings.url());
    var faults = new SqlFaults(url, settings.dataDir());
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(hikari(settings, url, connections));
    } catch (RuntimeException e) {
      throw faults.whileOpening(e);
    }
    try {
      Schema.migrate(pool, url, faults);
      if (!url.isFile()) {
        // A migration may take its time, work may not: it gets sessions of its own.
        pool.getHikariPoolMXBean().softEvictConnections();
      }
      return new Database(dataDir, pool, faults, url.isFile());
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  private static HikariConfig hikari(StoreSettings settings, JdbcUrl url, int connections) {
    var hikari = new HikariConfig();
    hikari.setPoolName("store");
    hikari.setJdbcUrl(url.text());
    hikari.setDataSourceProperties(url.properties());
    hikari.setMaximumPoolSize(connections);
    hikari.setConnectionInitSql(url.session());
    hikari.setConnectionTimeout(5_000);
    hikari.setValidationTimeout(3_000);
    String user = settings.user();
    Secret password = settings.password();
    if (user != null || password != null) {
      // Asked for every new connection, so that a rotated password needs no restart.
      hikari.setCredentialsProvider(
          () -> Credentials.of(user, password == null ? null : password.reveal()));
    }
    return hikari;
  }

  /**
   * Commits what the work did, or rolls all of it back when it throws. When other transactions are
   * in the way the work is run again from its start, up to three times, so it must not leave
   * anything behind but rows.
   *
   * @throws StoreFailure when the store fails; what the work throws itself passes as it is
   */
  public <T> T inTransaction(TxWork<T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return jdbi.inTransaction(handle -> work.run(new Tx(handle)));
      } catch (JdbiException e) {
        StoreFailure failure = faults.whileWorking(e);
        if (failure.kind() != StoreFailure.Kind.CONFLICT || attempt == TRIES) {
          throw failure;
        }
      }
    }
  }

  /** Work in one transaction. */
  @FunctionalInterface
  public interface TxWork<T> {
    T run(Tx tx);
  }

  /**
   * The connections of this process.
   *
   * @param waitedFor how many threads wait for one
   */
  public record PoolUse(int active, int idle, int waitedFor, int most) {}

  public PoolUse poolUse() {
    HikariPoolMXBean now = pool.getHikariPoolMXBean();
    return now == null
        ? new PoolUse(0, 0, 0, 0)
        : new PoolUse(
            now.getActiveConnections(),
            now.getIdleConnections(),
            now.getThreadsAwaitingConnection(),
            pool.getMaximumPoolSize());
  }

  /**
   * Whether no other process can be at work on this database: true for an H2 file, whose {@code
   * running} rows are dead when it has just been opened.
   */
  public boolean singleProcess() {
    return singleProcess;
  }

  /** Closes the connections, with them an H2 file, and frees the data directory. */
  @Override
  public void close() {
    pool.close();
    if (dataDir != null) {
      dataDir.close();
    }
  }
}
