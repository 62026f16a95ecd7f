package sdesync.sync;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import sdesync.history.Outcome;
import sdesync.history.RunState;
import sdesync.integration.Cancellation;
import sdesync.integration.Integration;
import sdesync.integration.Params;

/** A project, a tracker and a sync between them, all in memory. */
final class World {
  static final long INTEGRATION = 7;

  final Wire wire = new Wire();
  final FakeTracker.Ticks ticks = new FakeTracker.Ticks();
  final FakeTracker tracker = new FakeTracker(wire, ticks);
  final FakeSde sde = new FakeSde(wire, ticks);
  final FakeMemory memory = new FakeMemory(wire);
  final Map<String, Object> params =
      new HashMap<>(Map.of("alm_server", "tracker.example", "sde_min_priority", 7));
  final List<String> output = new CopyOnWriteArrayList<>();
  final Cancellation cancellation = new Cancellation();
  final List<Duration> rests = new CopyOnWriteArrayList<>();
  boolean closeOrphans = true;
  private int runs;

  Sync sync() {
    var sync = new Sync(tracker, sde, id -> memory, new Lanes(System::nanoTime), closeOrphans);
    return new Sync(sync, Unhurried::new);
  }

  /** Waits without taking time; meanwhile what is late is applied. */
  private final class Unhurried extends Halt {
    Unhurried(Cancellation cancellation) {
      super(cancellation);
    }

    @Override
    synchronized void rest(Duration time) {
      check();
      rests.add(time);
      wire.catchUp();
    }
  }

  SyncJob job() {
    var integration =
        new Integration(
            INTEGRATION, 1L, "Rally", "Shop in Rally", "daily", "sync_rally", "ALM", null);
    runs++;
    return new SyncJob("r" + runs, integration, new Params(params), cancellation, output::add);
  }

  Outcome run() {
    output.clear();
    wire.writes.clear();
    wire.reads = 0;
    return sync().run(job());
  }

  Plan plan() {
    return sync().plan(job());
  }

  /** A run that ends well. */
  Outcome runWell() {
    Outcome outcome = run();
    if (outcome.state() != RunState.SUCCEEDED) {
      throw new AssertionError(outcome + " " + output);
    }
    return outcome;
  }

  /** What was written to either side, not to our own memory. */
  List<String> written() {
    var written = new ArrayList<String>();
    wire.writes.stream().filter(write -> !write.startsWith("keep")).forEach(written::add);
    return written;
  }

  WorkItem item(String key) {
    return tracker.items.values().stream()
        .filter(item -> item.key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  List<String> titles() {
    return tracker.items.values().stream().map(WorkItem::title).sorted().toList();
  }
}
