package sdesync.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;

/**
 * How long the first page and each filter take with 10,000 integrations and 1,000,000 runs in the
 * store: many ask at once, and the slowest of a hundred counts. Promised are 200 ms.
 */
final class PageBench {
  private static final int INTEGRATIONS = 10_000;
  private static final int RUNS = 1_000_000;
  private static final int PORTION = 50_000;
  private static final int ASKERS = 4;
  private static final int EACH = 100;
  private static final List<String> PATHS =
      List.of(
          "/",
          "/?page=137",
          "/?q=number+77",
          "/?state=human",
          "/?state=fine&sort=next",
          "/?system=Jira",
          "/?type=alm&frequency=daily",
          "/?project=7",
          "/integrations/4711",
          "/runs",
          "/runs?state=failed",
          "/audit");

  private PageBench() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("sde-sync-bench");
    boolean kept;
    try {
      System.out.printf(
          "page, on %d cores, Java %s, %,d integrations, %,d runs, %d at once%n",
          Runtime.getRuntime().availableProcessors(),
          System.getProperty("java.version"),
          INTEGRATIONS,
          RUNS,
          ASKERS);
      fill(folder);
      kept = measure(folder);
    } finally {
      delete(folder);
    }
    System.exit(kept ? 0 : 1);
  }

  private static void fill(Path folder) throws IOException, SQLException {
    try (var server = new PageServer(folder)) {
      server.worker.lists(
          LongStream.rangeClosed(1, INTEGRATIONS)
              .mapToObj(PageBench::integration)
              .toArray(Integration[]::new));
    }
    // A hundred runs of each, an hour apart; every 37th failed.
    String url = "jdbc:h2:file:" + folder.resolve("db") + ";CACHE_SIZE=400000";
    try (var database = DriverManager.getConnection(url);
        var fill = database.createStatement()) {
      for (int from = 0; from < RUNS; from += PORTION) {
        fill.execute(runs(from));
      }
      fill.execute("update integration set failures = 1 where mod(id, 100) = 0");
    }
  }

  private static String runs(int from) {
    return """
          insert into run (id, integration_id, alias, command, trigger_kind, slots, attempt, state,
            reason, message, queued_at, started_at, finished_at, node, fence)
          select 'r' || x, mod(x, %d) + 1, 'alias', 'sync_rally', 'manual', 0, 1,
            case mod(x, 37) when 0 then 'failed' else 'succeeded' end,
            case mod(x, 37) when 0 then 'exit_code' end, '',
            dateadd(second, x * 36 / 100, timestamp with time zone '2026-11-19 08:00:00Z'),
            dateadd(second, x * 36 / 100 + 1, timestamp with time zone '2026-11-19 08:00:00Z'),
            dateadd(second, x * 36 / 100 + 9, timestamp with time zone '2026-11-19 08:00:00Z'),
            'node1', x
          from system_range(%d, %d)
          """
        .formatted(INTEGRATIONS, from + 1, from + PORTION);
  }

  private static Integration integration(long id) {
    return new Integration(
        id,
        id % 500 + 1,
        id % 3 == 0 ? "Rally" : "Jira",
        "Shop number " + id,
        id % 2 == 0 ? "hourly" : "daily",
        "sync_rally",
        id % 5 == 0 ? "scanner" : "alm",
        new ParamsOutline(List.of("alm_server", "alm_user"), "tracker" + id % 40 + ".example"));
  }

  private static boolean measure(Path folder) throws Exception {
    try (var server = new PageServer(folder, ForkJoinPool.commonPool(), System::nanoTime)) {
      var visitor = server.visitor("view-token");
      PATHS.forEach(visitor::get);
      boolean kept = true;
      for (String path : PATHS) {
        List<Duration> took = together(() -> time(visitor, path));
        Duration slow = took.get(took.size() * 99 / 100);
        kept &= slow.toMillis() < 200;
        System.out.printf(
            "%-28s p50 %4d ms   p99 %4d ms%n",
            path, took.get(took.size() / 2).toMillis(), slow.toMillis());
      }
      System.out.println(kept ? "all below 200 ms" : "NOT all below 200 ms");
      return kept;
    }
  }

  private static List<Duration> time(PageServer.Visitor visitor, String path) {
    var took = new ArrayList<Duration>();
    for (int i = 0; i < EACH; i++) {
      long before = System.nanoTime();
      if (visitor.get(path).statusCode() != 200) {
        throw new IllegalStateException(path + " is not shown");
      }
      took.add(Duration.ofNanos(System.nanoTime() - before));
    }
    return took;
  }

  private static List<Duration> together(Callable<List<Duration>> work)
      throws InterruptedException, ExecutionException {
    var threads = Executors.newFixedThreadPool(ASKERS);
    try {
      var all = new ArrayList<Duration>();
      for (var one : threads.invokeAll(Collections.nCopies(ASKERS, work))) {
        all.addAll(one.get());
      }
      Collections.sort(all);
      return all;
    } finally {
      threads.shutdown();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
