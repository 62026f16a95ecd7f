package sdesync.sync;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts what a run did, from all its threads, and sees when it is no use to go on. */
final class Tally {
  /** So many tasks in a row that all failed for the network's sake: the host is away. */
  private static final int AWAY = 5;

  private static final int TOLD = 3;

  private final Map<Action, Integer> done = new EnumMap<>(Action.class);
  private final List<String> failures = new ArrayList<>();
  private int failed;
  private boolean allTransient = true;
  private int inARow;
  private @Nullable RuntimeException end;

  synchronized void did(Action action) {
    done.merge(action, 1, Integer::sum);
  }

  synchronized void succeeded() {
    inARow = 0;
  }

  /** One task failed; the others may do better, or not. */
  synchronized void failed(String taskNumber, SideFailure failure) {
    failed++;
    allTransient = allTransient && failure.isTransient();
    if (failures.size() < TOLD) {
      failures.add(taskNumber + ": " + failure.getMessage());
    }
    inARow = failure.isOfOneTask() ? 0 : inARow + 1;
    if (failure.kind() == PeerFailure.Kind.UNAUTHORIZED || inARow >= AWAY) {
      end(failure);
    }
  }

  /** Nothing more is to be begun. */
  synchronized void end(RuntimeException why) {
    end = end == null ? why : end;
  }

  /** Why nothing more is to be begun; null while all is well. */
  synchronized @Nullable RuntimeException end() {
    return end;
  }

  synchronized int failed() {
    return failed;
  }

  synchronized boolean allTransient() {
    return allTransient;
  }

  /** The first few, a sentence each. */
  synchronized List<String> failures() {
    return List.copyOf(failures);
  }

  /**
   * The numbers of the run's summary.
   *
   * @param tracker its name
   */
  synchronized Map<String, Object> summary(String tracker, long unchanged) {
    var summary = new LinkedHashMap<String, Object>();
    summary.put("created", count(Action.CREATE));
    summary.put(
        "updated_" + tracker.toLowerCase(Locale.ROOT),
        count(Action.SET_STATUS_IN_TRACKER) + count(Action.ADD_TAGS));
    summary.put("updated_sde", count(Action.SET_STATUS_IN_SDE));
    summary.put("linked", count(Action.LINK));
    summary.put("closed", count(Action.CLOSE));
    summary.put("unchanged", unchanged);
    summary.put("failed", failed);
    return summary;
  }

  private int count(Action action) {
    return done.getOrDefault(action, 0);
  }
}
