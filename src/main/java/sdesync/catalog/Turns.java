package sdesync.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import sdesync.store.Database;
import sdesync.store.PollState;
import sdesync.store.PollStore;
import sdesync.store.Tx;

/**
 * Which node polls what, when: a compare-and-set on the list's row gives the turn to one. On this
 * node a list is read once at a time.
 */
final class Turns {
  /** Another node that began so short a time ago is at it, and what it brings is fresh. */
  private static final Duration JUST_NOW = Duration.ofSeconds(10);

  /** An attempt further in the future than clocks of nodes differ: ours was set back. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  /** After that a poll that never ended, which would be a fault of ours, blocks no longer. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final int LOOKS = 4;

  private final Database database;
  private final List<PollScope> scopes;
  private final Spread spread;
  private final PollStore store = new PollStore();

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition ended = lock.newCondition();
  private final Map<PollScope, Instant> going = new HashMap<>();
  private final Set<PollScope> owedAtStart;
  private @Nullable Instant started;

  Turns(Database database, List<PollScope> scopes, Spread spread) {
    this.database = database;
    this.scopes = scopes;
    this.spread = spread;
    this.owedAtStart = new HashSet<>(scopes);
  }

  /** Takes every turn that is due and nobody else's. */
  List<PollScope> takeDue(Instant now) {
    lock.lock();
    try {
      if (started == null) {
        started = now;
      }
      return take(now, this::isDue);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes every turn whatever its time, once polls of this node that go on have ended.
   *
   * @throws IllegalStateException when they do not end within that time
   */
  List<PollScope> takeAll(Instant now, Duration patience) {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (!going(now).isEmpty()) {
        if (nanos <= 0) {
          throw new IllegalStateException(
              "a poll of %s still goes on after %s; try again later"
                  .formatted(going.keySet(), Spoken.of(patience)));
        }
        nanos = ended.awaitNanos(nanos);
      }
      List<PollScope> taken = List.of();
      // A row that somebody changed in between is no turn taken: look again.
      for (int look = 0; look < LOOKS && taken.isEmpty(); look++) {
        taken = take(now, (scope, state, at) -> true);
      }
      return taken;
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted while waiting for a poll to end", e);
    } finally {
      lock.unlock();
    }
  }

  private List<PollScope> take(Instant now, Choice choice) {
    Set<PollScope> busy = going(now);
    List<PollScope> free = scopes.stream().filter(scope -> !busy.contains(scope)).toList();
    List<PollScope> taken = database.inTransaction(tx -> claim(tx, free, now, choice));
    taken.forEach(scope -> going.put(scope, now));
    taken.forEach(owedAtStart::remove);
    return taken;
  }

  private List<PollScope> claim(Tx tx, List<PollScope> free, Instant now, Choice choice) {
    var states = new HashMap<String, PollState>();
    store.all(tx).forEach(state -> states.put(state.scope(), state));
    var taken = new ArrayList<PollScope>();
    for (PollScope scope : free) {
      PollState state = states.get(scope.name());
      if (state == null) {
        store.add(tx, scope.name(), now);
        state = store.find(tx, scope.name()).orElseThrow();
      }
      if (choice.takes(scope, state, now) && store.claim(tx, state, now, spread.next(scope, now))) {
        taken.add(scope);
      }
    }
    return taken;
  }

  private boolean isDue(PollScope scope, PollState state, Instant now) {
    Instant last = state.lastAttempt();
    return !state.nextAt().isAfter(now)
        || (last != null && last.isAfter(now.plus(CLOCKS_DIFFER)))
        || (owedAtStart.contains(scope) && isOwed(scope, state, now));
  }

  /** One poll at once at start; of nodes that start together one is enough. */
  private boolean isOwed(PollScope scope, PollState state, Instant now) {
    Instant last = state.lastAttempt();
    if (database.singleProcess() || last == null) {
      return true;
    }
    Instant good = state.lastSuccess();
    if (good != null && started != null && !good.isBefore(started.minus(JUST_NOW))) {
      owedAtStart.remove(scope);
      return false;
    }
    return !last.isAfter(now.minus(JUST_NOW));
  }

  /** When the reading of that list began, when this node is at it. */
  Optional<Instant> began(PollScope scope) {
    lock.lock();
    try {
      return Optional.ofNullable(going.get(scope));
    } finally {
      lock.unlock();
    }
  }

  /** Gives the turn back; returns how long it took. */
  Duration end(PollScope scope, Instant now) {
    lock.lock();
    try {
      Instant began = going.remove(scope);
      ended.signalAll();
      Duration took = began == null ? Duration.ZERO : Duration.between(began, now);
      return took.isNegative() ? Duration.ZERO : took;
    } finally {
      lock.unlock();
    }
  }

  private Set<PollScope> going(Instant now) {
    going.values().removeIf(began -> began.plus(LONGEST).isBefore(now));
    return going.keySet();
  }

  /** Whether a turn nobody else has is taken. */
  private interface Choice {
    boolean takes(PollScope scope, PollState state, Instant now);
  }
}
