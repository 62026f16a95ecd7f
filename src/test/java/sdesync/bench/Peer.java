package sdesync.bench;

import com.github.kagkarlsson.scheduler.Scheduler;
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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;

/**
 * db-scheduler, bare: no history, no limit per target, no schedule of ours. Each execution is moved
 * to its next time, as a slot is. The settings of H2 are those of {@code store.JdbcUrl}.
 */
final class Peer {
  private static final int THREADS = 16;
  private static final String TABLE =
      """
      create table scheduled_tasks (
        task_name varchar(100) not null, task_instance varchar(100) not null,
        task_data varbinary(10000), execution_time timestamp with time zone not null,
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

  static double runsPerSecond(Path folder, int runs) {
    var config = new HikariConfig();
    config.setJdbcUrl(
        "jdbc:h2:async:"
            + folder.resolve("db").toAbsolutePath()
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;TRACE_LEVEL_FILE=0;CACHE_SIZE=65536;QUERY_CACHE_SIZE=64");
    config.setMaximumPoolSize(THREADS + 4);
    try (var pool = new HikariDataSource(config)) {
      createTable(pool);
      return measure(pool, runs);
    }
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

  private static double measure(HikariDataSource pool, int runs) {
    var left = new CountDownLatch(runs);
    CustomTask<Void> task =
        Tasks.custom("noop", Void.class)
            .execute(
                (instance, context) ->
                    (complete, operations) -> {
                      operations.reschedule(complete, Instant.now().plus(Duration.ofDays(1)));
                      left.countDown();
                    });
    Scheduler scheduler =
        Scheduler.create(pool, task)
            .threads(THREADS)
            .pollingInterval(Duration.ofMillis(250))
            .pollUsingFetchAndLockOnExecute(0.5, 3.0)
            .build();
    List<SchedulableInstance<?>> due =
        LongStream.rangeClosed(1, runs)
            .<SchedulableInstance<?>>mapToObj(
                id -> SchedulableInstance.of(task.instance("i" + id), Instant.EPOCH))
            .toList();
    scheduler.scheduleBatch(due);
    long began = System.nanoTime();
    scheduler.start();
    Fleet.await(left);
    double rate = runs * 1e9 / (System.nanoTime() - began);
    scheduler.stop();
    return rate;
  }
}
