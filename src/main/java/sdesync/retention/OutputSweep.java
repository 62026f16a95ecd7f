package sdesync.retention;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import sdesync.run.OutputFiles;
import sdesync.run.OutputFiles.Kept;
import sdesync.store.Database;
import sdesync.store.OutputStore;
import sdesync.store.PruneStore;

/**
 * Output: files of this node without a run, and the oldest of more than are kept, here and in the
 * store.
 */
final class OutputSweep {
  private static final int BATCH = 200;

  /** A younger file without a row may be of a run that is about to begin. */
  private static final Duration SETTLED = Duration.ofHours(1);

  private final Database database;
  private final OutputFiles outputs;
  private final Runnable breath;
  private final PruneStore store = new PruneStore();
  private final OutputStore stored = new OutputStore();

  OutputSweep(Database database, OutputFiles outputs, Runnable breath) {
    this.database = database;
    this.outputs = outputs;
    this.breath = breath;
  }

  /** Returns of how many runs it went. */
  int sweep(long mostBytes, Instant now) {
    List<Kept> files = new ArrayList<>(outputs.kept());
    files.sort(Comparator.comparing(Kept::changed));
    Set<Kept> orphans = orphans(files, now);
    orphans.forEach(file -> outputs.delete(file.runId()));
    files.removeAll(orphans);
    return orphans.size() + oldest(files, mostBytes) + oldestStored(mostBytes);
  }

  private int oldestStored(long mostBytes) {
    int gone = 0;
    String after = "";
    while (database.inTransaction(stored::bytes) > mostBytes) {
      String from = after;
      List<String> runs = database.inTransaction(tx -> stored.runs(tx, from, BATCH));
      if (runs.isEmpty()) {
        break;
      }
      after = runs.get(runs.size() - 1);
      gone +=
          database.inTransaction(
              tx -> {
                Set<String> may = store.dispensable(tx, runs);
                stored.delete(tx, may);
                return may.size();
              });
      breath.run();
    }
    return gone;
  }

  private Set<Kept> orphans(List<Kept> files, Instant now) {
    List<Kept> settled =
        files.stream().filter(file -> file.changed().plus(SETTLED).isBefore(now)).toList();
    return settled.isEmpty()
        ? Set.of()
        : inBatches(settled).stream()
            .flatMap(some -> among(some, Which.GONE).stream())
            .collect(Collectors.toSet());
  }

  private int oldest(List<Kept> files, long mostBytes) {
    long bytes = files.stream().mapToLong(Kept::bytes).sum();
    int gone = 0;
    for (List<Kept> some : inBatches(files)) {
      if (bytes <= mostBytes) {
        break;
      }
      for (Kept file : among(some, Which.DISPENSABLE)) {
        if (bytes > mostBytes) {
          outputs.delete(file.runId());
          bytes -= file.bytes();
          gone++;
        }
      }
    }
    return gone;
  }

  private enum Which {
    GONE,
    DISPENSABLE
  }

  /** Those of them that may go, in their order. */
  private List<Kept> among(List<Kept> files, Which which) {
    List<String> ids = files.stream().map(Kept::runId).toList();
    Set<String> may =
        database.inTransaction(
            tx -> which == Which.GONE ? store.gone(tx, ids) : store.dispensable(tx, ids));
    breath.run();
    return files.stream().filter(file -> may.contains(file.runId())).toList();
  }

  private static List<List<Kept>> inBatches(List<Kept> files) {
    var batches = new ArrayList<List<Kept>>();
    for (int from = 0; from < files.size(); from += BATCH) {
      batches.add(files.subList(from, Math.min(from + BATCH, files.size())));
    }
    return batches;
  }
}
