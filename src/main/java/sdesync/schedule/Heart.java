package sdesync.schedule;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.integration.StopCause;
import sdesync.store.ScheduleStore;
import sdesync.store.ScheduleStore.Owned;
import sdesync.store.ScheduleStore.Sighting;

/**
 * Tells the other nodes that this one lives, in one statement for all it runs, and hears from the
 * store what became of its runs: taken over, to be cancelled, or its own without its knowing.
 */
final class Heart {
  private static final Logger LOG = LoggerFactory.getLogger(Heart.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final int ORPHAN_LOOKS = 3;

  private final Books books;
  private final String owner;
  private final InFlight inFlight;
  private final Lease lease;
  private final ScheduleStore schedule;
  private final Every beats;
  private final Every looks;
  private final Map<String, Integer> orphans = new HashMap<>();

  Heart(Books books, String owner, InFlight inFlight, Lease lease) {
    this.books = books;
    this.owner = owner;
    this.inFlight = inFlight;
    this.lease = lease;
    this.schedule = new ScheduleStore(books.database());
    Duration between = beatEvery(books.settings());
    this.beats = new Every(between, books.clocks());
    this.looks = new Every(between.compareTo(LOOK) < 0 ? between : LOOK, books.clocks());
  }

  static Duration beatEvery(EngineSettings settings) {
    return settings.lease().dividedBy(12);
  }

  void step() {
    lease.check();
    if (inFlight.size() == 0 && orphans.isEmpty()) {
      return;
    }
    if (beats.due()) {
      long began = books.clocks().nanos();
      Set<String> running = inFlight.ids();
      List<Owned> owned =
          books
              .database()
              .inTransaction(
                  tx -> {
                    schedule.beat(tx, owner);
                    return schedule.owned(tx, owner);
                  });
      lease.renew(began);
      beats.done();
      hear(running, owned);
      notice(owned);
    } else if (looks.due()) {
      Set<String> running = inFlight.ids();
      hear(running, books.database().inTransaction(tx -> schedule.owned(tx, owner)));
      looks.done();
    }
  }

  private void hear(Set<String> running, List<Owned> owned) {
    Set<String> ours = owned.stream().map(Owned::runId).collect(Collectors.toSet());
    for (String runId : running) {
      if (!ours.contains(runId)) {
        // Harmless when it has just finished.
        inFlight.cancel(runId, StopCause.LEASE_LOST);
      }
    }
    owned.stream()
        .filter(own -> !own.cancelBy().isEmpty())
        .forEach(own -> inFlight.cancel(own.runId(), StopCause.CANCELLED));
  }

  /** A claim whose commit was done and whose answer was lost is ours and runs nowhere. */
  private void notice(List<Owned> owned) {
    Set<String> running = inFlight.ids();
    var seen = new HashSet<String>();
    for (Owned own : owned) {
      if (!running.contains(own.runId())) {
        seen.add(own.runId());
        orphans.merge(own.runId(), 1, Integer::sum);
      }
    }
    orphans.keySet().retainAll(seen);
    if (orphans.values().stream().anyMatch(looks -> looks >= ORPHAN_LOOKS)) {
      giveUpOrphans();
    }
  }

  private void giveUpOrphans() {
    Set<String> lost =
        orphans.entrySet().stream()
            .filter(entry -> entry.getValue() >= ORPHAN_LOOKS)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    LOG.warn("claimed in the store, but never begun here: {}; they run again", lost);
    var reap = new Reap(books);
    for (Sighting own : sightings(lost)) {
      reap.reap(own);
    }
    orphans.clear();
  }

  private List<Sighting> sightings(Set<String> runIds) {
    return books.database().inTransaction(tx -> schedule.sightingsOf(tx, runIds));
  }
}
