package sdesync.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

/**
 * db-scheduler, bare: no history, no limit per target, no schedule of ours. Each execution is moved
 * to its next time, as a slot is. The settings of H2 are those of {@code store.JdbcUrl}.
 */
final class Peer {
  private static final int THREADS = 16;
  private static final int PORTION = 1_000;
  private static final String TABLE =
      """
      create table scheduled_tasks (
        task_name varchar(100) not null, task_instance varchar(100) not null,
        task_data bytea, execution_time timestamp with time zone not null,
        picked boolean not null, picked_by varchar(50),
        last_success timestamp with time zone, last_failure timestamp with time zone,
        consecutive_failures int, last_heartbeat timestamp with time zone,
        version bigint not null, priority smallint, primary key (task_name, task_instance))
      """;
  private static final List<String> INDEXES =
      List.of(
          "create index execution_time_idx on scheduled_tasks (execution_time)",
          "create index last_heartbeat_idx on scheduled_tasks (last_heartbeat)");

  private Peer() {}

  /** On an H2 file, looking as often as we do. */
  static double runsPerSecond(Path folder, int runs) {
    String url =
        "jdbc:h2:async:"
            + folder.resolve("db").toAbsolutePath()
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;TRACE_LEVEL_FILE=0;CACHE_SIZE=65536;QUERY_CACHE_SIZE=64";
    return measure(url, 1, runs, runs, Duration.ofMillis(250));
  }

  /** On PostgreSQL, its default polling: the first so many runs of those that are due. */
  static double runsPerSecond(String url, int nodes, int due, int runs) {
    return measure(url, nodes, due, runs, Duration.ofSeconds(10));
  }

  static HikariDataSource pool(String url) {
    var config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(THREADS + 4);
    return new HikariDataSource(config);
  }

  private static void createTable(HikariDataSource pool) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(TABLE);
      for (String index : INDEXES) {
        statement.execute(index);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static double measure(String url, int nodes, int due, int runs, Duration polling) {
    var left = new CountDownLatch(runs);
    var pools = new ArrayList<HikariDataSource>();
    var schedulers = new ArrayList<Scheduler>();
    CustomTask<Void> task = task(left);
    for (int node = 0; node < nodes; node++) {
      HikariDataSource pool = pool(url);
      if (node == 0) {
        createTable(pool);
      }
      pools.add(pool);
      schedulers.add(
          Scheduler.create(pool, task)
              .schedulerName(new SchedulerName.Fixed("node" + node))
              .threads(THREADS)
              .pollingInterval(polling)
              .pollUsingFetchAndLockOnExecute(0.5, 3.0)
              .build());
    }
    List<SchedulableInstance<?>> all =
        LongStream.rangeClosed(1, due)
            .<SchedulableInstance<?>>mapToObj(
                id -> SchedulableInstance.of(task.instance("i" + id), Instant.EPOCH))
            .toList();
    for (int from = 0; from < due; from += PORTION) {
      schedulers.get(0).scheduleBatch(all.subList(from, Math.min(due, from + PORTION)));
    }
    long began = System.nanoTime();
    schedulers.forEach(Scheduler::start);
    Fleet.await(left);
    double rate = runs * 1e9 / (System.nanoTime() - began);
    schedulers.forEach(Scheduler::stop);
    pools.forEach(HikariDataSource::close);
    return rate;
  }

  private static CustomTask<Void> task(CountDownLatch left) {
    return Tasks.custom("noop", Void.class)
        .execute(
            (instance, context) ->
                (complete, operations) -> {
                  operations.reschedule(complete, Instant.now().plus(Duration.ofDays(1)));
                  left.countDown();
                });
  }
}
