package sdesync.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.utils.ConnectionProvider;
import org.quartz.utils.DBConnectionManager;

/**
 * Clustered Quartz by its defaults, ten threads and one trigger a batch, with a job and a daily
 * trigger for each integration.
 */
final class QuartzPeer {
  private static final String CLUSTER = "bench";

  /** All but the first are copies of it, for the library takes minutes to add so many. */
  private static final List<String> COPIES =
      List.of(
          // To look up each parent would take minutes again.
          "set session_replication_role = replica",
          """
          insert into qrtz_job_details select sched_name, 'i' || g, job_group, description,
            job_class_name, is_durable, is_nonconcurrent, is_update_data, requests_recovery, job_data
          from qrtz_job_details cross join generate_series(2, %1$d) g
          """,
          """
          insert into qrtz_triggers select sched_name, 'i' || g, trigger_group, 'i' || g, job_group,
            description, next_fire_time, prev_fire_time, priority, trigger_state, trigger_type,
            start_time, end_time, calendar_name, misfire_instr, job_data
          from qrtz_triggers cross join generate_series(2, %1$d) g
          """,
          """
          insert into qrtz_simple_triggers select sched_name, 'i' || g, trigger_group, repeat_count,
            repeat_interval, times_triggered
          from qrtz_simple_triggers cross join generate_series(2, %1$d) g
          """,
          "set session_replication_role = origin",
          "analyze");

  private static volatile CountDownLatch left = new CountDownLatch(0);

  private QuartzPeer() {}

  /** Does nothing. */
  public static final class NoOp implements Job {
    @Override
    public void execute(JobExecutionContext context) {
      left.countDown();
    }
  }

  /** The first so many runs of those that are due. */
  static double runsPerSecond(String url, int nodes, int due, int runs) {
    left = new CountDownLatch(runs);
    var schedulers = new ArrayList<Scheduler>();
    var pools = new ArrayList<HikariDataSource>();
    try {
      for (int node = 0; node < nodes; node++) {
        HikariDataSource pool = Peer.pool(url);
        pools.add(pool);
        if (node == 0) {
          execute(pool, tables());
        }
        schedulers.add(scheduler(pool, url + node));
      }
      add(schedulers.get(0));
      execute(pools.get(0), String.join(";", COPIES).formatted(due));
      long began = System.nanoTime();
      for (Scheduler scheduler : schedulers) {
        scheduler.start();
      }
      Fleet.await(left);
      double rate = runs * 1e9 / (System.nanoTime() - began);
      for (Scheduler scheduler : schedulers) {
        scheduler.shutdown(true);
      }
      return rate;
    } catch (SchedulerException e) {
      throw new IllegalStateException(e);
    } finally {
      pools.forEach(HikariDataSource::close);
    }
  }

  private static void add(Scheduler scheduler) throws SchedulerException {
    scheduler.scheduleJob(
        JobBuilder.newJob(NoOp.class).withIdentity("i1").storeDurably().build(),
        TriggerBuilder.newTrigger()
            .withIdentity("i1")
            .startNow()
            .withSchedule(
                SimpleScheduleBuilder.repeatHourlyForever(24)
                    .withMisfireHandlingInstructionIgnoreMisfires())
            .build());
  }

  private static Scheduler scheduler(HikariDataSource pool, String name) throws SchedulerException {
    DBConnectionManager.getInstance().addConnectionProvider(name, new Pooled(pool));
    var properties = new Properties();
    properties.put("org.quartz.scheduler.instanceName", CLUSTER);
    properties.put("org.quartz.scheduler.instanceId", name);
    properties.put("org.quartz.threadPool.class", "org.quartz.simpl.SimpleThreadPool");
    properties.put("org.quartz.threadPool.threadCount", "10");
    properties.put("org.quartz.jobStore.class", "org.quartz.impl.jdbcjobstore.JobStoreTX");
    properties.put(
        "org.quartz.jobStore.driverDelegateClass",
        "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
    properties.put("org.quartz.jobStore.dataSource", name);
    properties.put("org.quartz.jobStore.isClustered", "true");
    return new StdSchedulerFactory(properties).getScheduler();
  }

  private record Pooled(HikariDataSource pool) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
      return pool.getConnection();
    }

    @Override
    public void shutdown() {}

    @Override
    public void initialize() {}
  }

  private static String tables() {
    String file = "/org/quartz/impl/jdbcjobstore/tables_postgres.sql";
    try (InputStream script = Scheduler.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void execute(HikariDataSource pool, String sql) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
