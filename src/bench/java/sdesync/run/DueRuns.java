package sdesync.run;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.LongStream;
import sdesync.catalog.Reconciliation;
import sdesync.history.Outcome;
import sdesync.history.RunState;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;
import sdesync.integration.RunRequest;
import sdesync.schedule.Clocks;
import sdesync.schedule.Doors;
import sdesync.schedule.Engine;
import sdesync.schedule.EngineMode;
import sdesync.schedule.EngineSettings;
import sdesync.schedule.Ledger;
import sdesync.schedule.LedgerSettings;
import sdesync.store.Database;
import sdesync.store.IntegrationStore;
import sdesync.store.StoreSettings;

/** Integrations that are all due at once, on the real engine and an H2 file. */
final class DueRuns {
  private static final Instant SEEN = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant DUE = SEEN.plus(Duration.ofHours(1));

  private DueRuns() {}

  /** How many of them end in a second when the door runs them. */
  static double perSecond(Path folder, int runs, Function<RunRequest, Outcome> door) {
    AtomicReference<Instant> now = new AtomicReference<>(SEEN);
    CountDownLatch left = new CountDownLatch(runs);
    AtomicInteger failed = new AtomicInteger();
    String url = "jdbc:h2:file:" + folder.resolve("db");
    try (Database database =
        Database.open(new StoreSettings(url, null, null, folder.resolve("data")), Duration.ZERO)) {
      Ledger ledger =
          new Ledger(
              database,
              (integration, after) -> Optional.of(DUE).filter(after::isBefore),
              new LedgerSettings(settings(), true),
              new Clocks(now::get, System::nanoTime));
      list(database, ledger, runs);
      Doors doors =
          new Doors(
              door,
              run -> {
                failed.addAndGet(run.state() == RunState.SUCCEEDED ? 0 : 1);
                left.countDown();
              },
              Optional::empty);
      try (Engine engine = new Engine(EngineMode.EVERYTHING, ledger, doors)) {
        now.set(DUE.plusSeconds(1));
        long begin = System.nanoTime();
        engine.start();
        left.await();
        if (failed.get() > 0) {
          throw new IllegalStateException(failed + " of " + runs + " runs did not succeed");
        }
        return runs / ((System.nanoTime() - begin) / 1e9);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing here interrupts a thread", e);
    }
  }

  private static void list(Database database, Ledger ledger, int runs) {
    List<Integration> added =
        LongStream.rangeClosed(1, runs)
            .mapToObj(
                id ->
                    new Integration(
                        id,
                        1L,
                        "Jira",
                        "alias " + id,
                        "daily",
                        "sync_true",
                        "ALM",
                        new ParamsOutline(List.of("alm_server"), "host" + id % 100)))
            .toList();
    database.inTransaction(
        tx -> {
          new IntegrationStore().add(tx, added, SEEN);
          ledger.listener().changed(tx, new Reconciliation(added, List.of(), List.of(), List.of()));
          return added;
        });
  }

  /** The defaults. */
  private static EngineSettings settings() {
    return new EngineSettings(
        "bench",
        CommandsBench.PARALLEL,
        4,
        Duration.ofMinutes(5),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        2,
        Duration.ofMinutes(1),
        Optional.empty());
  }
}
