package sdesync.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.run.OutputFiles;
import sdesync.store.Database;
import sdesync.store.PruneStore;
import sdesync.store.PruneStore.Old;
import sdesync.store.Tx;

/**
 * One sweep over what is kept: runs by age, runs by number, audit, output. Each transaction takes a
 * few rows out and between two of them others get their turn.
 */
public final class Retention {
  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  private static final int BATCH = 200;
  private static final int DENIED_KEPT = 10_000;
  private static final String DENIED = "denied";

  /** The audit is kept for a year, whatever the runs are. */
  private static final Duration AUDIT = Duration.ofDays(365);

  private final RetentionSettings settings;
  private final Database database;
  private final OutputFiles outputs;
  private final InstantSource clock;
  private final Runnable breath;
  private final PruneStore store = new PruneStore();

  /**
   * @param breath waits a moment between two transactions; throws to end the sweep
   */
  public Retention(
      RetentionSettings settings,
      Database database,
      OutputFiles outputs,
      InstantSource clock,
      Runnable breath) {
    this.settings = settings;
    this.database = database;
    this.outputs = outputs;
    this.clock = clock;
    this.breath = breath;
  }

  /** What one sweep took out. */
  public record Swept(int runs, int audit, int files) {}

  /**
   * Sweeps once, to the end.
   *
   * @throws sdesync.store.StoreFailure when the store fails; what is left is for the next sweep
   */
  public Swept sweep() {
    Instant now = clock.instant();
    int runs = byAge(now.minus(Duration.ofDays(settings.days()))) + byNumber();
    int audit = audit(now);
    int files = new OutputSweep(database, outputs, breath).sweep(settings.bytes(), now);
    if (runs + audit + files > 0) {
      LOG.info("no longer kept: {} runs, {} audit entries, {} output files", runs, audit, files);
    }
    return new Swept(runs, audit, files);
  }

  private int byAge(Instant before) {
    return untilNone((tx, last) -> store.old(tx, last, before, BATCH));
  }

  private int byNumber() {
    int taken = 0;
    long after = 0;
    List<Long> some = integrations(after);
    while (!some.isEmpty()) {
      for (long id : some) {
        taken += untilNone((tx, last) -> store.surplus(tx, id, last, settings.runs(), BATCH));
      }
      breath.run();
      after = some.get(some.size() - 1);
      some = integrations(after);
    }
    return taken;
  }

  private List<Long> integrations(long after) {
    return database.inTransaction(tx -> store.integrations(tx, after, BATCH));
  }

  /** Finds some after that one, the oldest first. */
  private interface Find {
    List<Old> find(Tx tx, Old after);
  }

  private int untilNone(Find find) {
    int taken = 0;
    Old last = Old.NONE;
    List<Old> found;
    do {
      found = take(find, last);
      taken += (int) found.stream().filter(run -> !run.stays()).count();
      if (found.size() == BATCH) {
        last = found.get(BATCH - 1);
        breath.run();
      }
    } while (found.size() == BATCH);
    return taken;
  }

  /** The rows first: output without a row goes with the next sweep, a row without it would lie. */
  private List<Old> take(Find find, Old after) {
    List<Old> found =
        database.inTransaction(
            tx -> {
              List<Old> some = find.find(tx, after);
              store.delete(tx, going(some));
              return some;
            });
    going(found).forEach(outputs::delete);
    return found;
  }

  private static List<String> going(List<Old> found) {
    return found.stream().filter(run -> !run.stays()).map(Old::id).toList();
  }

  private int audit(Instant now) {
    Instant before = now.minus(AUDIT);
    int taken = database.inTransaction(tx -> store.deleteAuditOf(tx, DENIED, DENIED_KEPT));
    int some;
    do {
      some = database.inTransaction(tx -> store.deleteAudit(tx, before, BATCH));
      taken += some;
      breath.run();
    } while (some > 0);
    return taken;
  }
}
