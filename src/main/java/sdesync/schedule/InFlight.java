package sdesync.schedule;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import sdesync.integration.StopCause;
import sdesync.store.Capacity;

/** What this engine runs now, and the places it takes. */
final class InFlight {
  private final EngineSettings settings;
  private final Map<String, Claimed> runs = new LinkedHashMap<>();

  InFlight(EngineSettings settings) {
    this.settings = settings;
  }

  synchronized void add(Claimed claimed) {
    runs.put(claimed.run().id(), claimed);
  }

  synchronized void remove(Claimed claimed) {
    runs.remove(claimed.run().id());
    notifyAll();
  }

  synchronized int size() {
    return runs.size();
  }

  synchronized boolean isFull() {
    return runs.size() >= settings.concurrency();
  }

  synchronized Set<String> ids() {
    return Set.copyOf(runs.keySet());
  }

  private synchronized List<Claimed> all() {
    return List.copyOf(runs.values());
  }

  /** What is left of {@code run.concurrency} and {@code run.per-target}. */
  synchronized Capacity capacity(boolean requestedOnly) {
    var free = new HashMap<String, Integer>();
    for (Claimed claimed : runs.values()) {
      String target = claimed.target();
      if (target != null) {
        free.merge(target, settings.perTarget() - 1, (left, first) -> left - 1);
      }
    }
    int places = settings.concurrency() - runs.size();
    return new Capacity(places, settings.perTarget(), free, requestedOnly, List.of());
  }

  // Cancelling calls listeners that signal processes: never under the lock.

  void cancelAll(StopCause cause) {
    all().forEach(claimed -> claimed.cancellation().cancel(cause));
  }

  void cancel(String runId, StopCause cause) {
    all().stream()
        .filter(claimed -> claimed.run().id().equals(runId))
        .forEach(claimed -> claimed.cancellation().cancel(cause));
  }

  /** Waits until nothing runs, at most that long, or until told to hurry. */
  synchronized boolean awaitEmpty(Duration most, BooleanSupplier hurry) {
    long deadline = System.nanoTime() + most.toNanos();
    while (!runs.isEmpty() && !hurry.getAsBoolean()) {
      long millis = (deadline - System.nanoTime() + 999_999) / 1_000_000;
      if (millis <= 0) {
        break;
      }
      try {
        wait(millis);
      } catch (InterruptedException e) {
        break;
      }
    }
    return runs.isEmpty();
  }

  synchronized void wakeWaiting() {
    notifyAll();
  }
}
