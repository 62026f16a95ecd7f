package sdesync.schedule;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.history.Reason;
import sdesync.store.Capacity;
import sdesync.store.StoreFailure;

/**
 * Starts what is due, as long as there is room, and settles the slots of what has none. One thread
 * at a time.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  /** More in one step than any real backlog; a step must end so that the loop hears a stop. */
  private static final int MOST_ROUNDS = 1_000;

  /** So that none that wait for their next attempt hides the others. */
  private static final int ASKED_AT_ONCE = 500;

  /** At the latest so long after another, slots that came are settled, whatever else there is. */
  private static final Duration SETTLE = Duration.ofSeconds(1);

  /** Without a start for so long, no place is about to become free. */
  private static final Duration SHORT_RUN = Duration.ofMillis(25);

  private final Claim claim;
  private final InFlight inFlight;
  private final Lease lease;
  private final Clocks clocks;
  private final Consumer<Claimed> start;
  private final Every settles;
  private final Every starts;
  private final Set<Long> troubled = new HashSet<>();
  private volatile boolean stopped;

  Dispatcher(Claim claim, InFlight inFlight, Lease lease, Clocks clocks, Consumer<Claimed> start) {
    this.claim = claim;
    this.inFlight = inFlight;
    this.lease = lease;
    this.clocks = clocks;
    this.start = start;
    this.settles = new Every(SETTLE, clocks);
    this.starts = new Every(SHORT_RUN, clocks);
  }

  /** Takes nothing from here on; a claim that goes on is waited for. */
  void stop() {
    stopped = true;
    synchronized (this) {
      LOG.debug("takes nothing new");
    }
  }

  /** Everything that is due. */
  synchronized void everything(Optional<Reason> gate) {
    troubled.clear();
    for (int round = 0; round < MOST_ROUNDS && !stopped; round++) {
      int started = claim(gate);
      int settled = 0;
      if (started > 0) {
        starts.done();
      }
      // While runs come and go a place is free again in a moment: what waits can wait for that.
      if (settles.due() || (started == 0 && starts.due())) {
        settled = settle(gate);
        settles.done();
      }
      if (started + settled == 0) {
        return;
      }
    }
  }

  /** How long until something becomes due for which there is a place; empty when that is later. */
  Optional<Duration> untilNext(Duration within) {
    return inFlight.isFull()
        ? Optional.empty()
        : claim.next(within).map(next -> Duration.between(clocks.now(), next));
  }

  private int claim(Optional<Reason> gate) {
    Capacity room = inFlight.capacity(gate.isPresent());
    if (room.places() <= 0) {
      return 0;
    }
    long began = clocks.nanos();
    try {
      return begin(claim.takeFirst(room, troubled, gate), began);
    } catch (RuntimeException e) {
      passOn(e);
      int started = 0;
      for (long id : claim.candidates(room)) {
        started += alone(id, () -> begin(claim.take(id, room(gate), gate), began));
      }
      return started;
    }
  }

  private Capacity room(Optional<Reason> gate) {
    return inFlight.capacity(gate.isPresent());
  }

  private int settle(Optional<Reason> gate) {
    try {
      return claim.settleFirst(troubled, gate);
    } catch (RuntimeException e) {
      passOn(e);
      int settled = 0;
      for (long id : claim.due()) {
        settled += alone(id, () -> claim.settle(List.of(id), gate));
      }
      return settled;
    }
  }

  private interface Step {
    int run();
  }

  /** One integration that cannot be written must not hold up the others. */
  private int alone(long id, Step step) {
    if (troubled.contains(id)) {
      return 0;
    }
    try {
      return step.run();
    } catch (RuntimeException e) {
      passOn(e);
      troubled.add(id);
      LOG.error("integration={} cannot be scheduled now, others go on", id, e);
      if (e instanceof StoreFailure failure && failure.kind() == StoreFailure.Kind.DUPLICATE) {
        claim.stepOver(id);
      }
      return 0;
    }
  }

  /** A store that is away, or full, is no integration's fault. */
  private static void passOn(RuntimeException e) {
    if (e instanceof StoreFailure failure
        && (failure.kind() == StoreFailure.Kind.UNAVAILABLE
            || failure.kind() == StoreFailure.Kind.DISK_FULL
            || failure.kind() == StoreFailure.Kind.CONFLICT)) {
      throw failure;
    }
  }

  /**
   * Only these runs.
   *
   * @param asked run ids by integration, in the order they were asked for
   */
  synchronized void only(Map<Long, String> asked) {
    var rest = new LinkedHashMap<>(asked);
    while (!rest.isEmpty() && !stopped) {
      List<Long> some = rest.keySet().stream().limit(ASKED_AT_ONCE).toList();
      some.forEach(rest::remove);
      boolean room = true;
      int started = 1;
      while (room && started > 0 && !stopped) {
        Capacity capacity = inFlight.capacity(true);
        room = capacity.places() > 0;
        started = room ? onlyOf(some, capacity, asked) : 0;
      }
    }
  }

  private int onlyOf(List<Long> some, Capacity capacity, Map<Long, String> asked) {
    long began = clocks.nanos();
    return begin(
        claim.takeOnly(
            Claim.among(capacity, some), run -> run.id().equals(asked.get(run.integrationId()))),
        began);
  }

  private int begin(List<Claimed> claimed, long began) {
    if (!claimed.isEmpty() && inFlight.size() == 0) {
      lease.renew(began);
    }
    // All are in flight before any starts: one that ends at once must not look like the last.
    claimed.forEach(inFlight::add);
    claimed.forEach(start);
    return claimed.size();
  }
}
