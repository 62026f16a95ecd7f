package sdesync.schedule;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.history.Run;
import sdesync.store.ScheduleStore;
import sdesync.store.ScheduleStore.Sighting;

/**
 * Finds runs whose node is dead: the heartbeat has not changed for {@code run.lease}, {@code
 * run.grace} and ten seconds on this node's own elapsed time. Never its own. Only time in which it
 * could look counts, so that an outage of the store, in which nobody's heart can beat, kills
 * nobody.
 */
final class Reaper {
  private static final Logger LOG = LoggerFactory.getLogger(Reaper.class);
  private static final Duration MARGIN = Duration.ofSeconds(10);
  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration SHORT_GAP = Duration.ofSeconds(5);
  private static final int SIGHTINGS = 3;

  private record Watched(long since, int sightings) {}

  private final Books books;
  private final String owner;
  private final Consumer<Run> lost;
  private final ScheduleStore schedule;
  private final Reap reap;
  private final Every looks;
  private final long silence;
  private final long longestGap;
  private long lastLook;
  private Map<Sighting, Watched> watched = new HashMap<>();

  /**
   * @param lost is told of every run that was cut
   */
  Reaper(Books books, String owner, Consumer<Run> lost) {
    this.books = books;
    this.owner = owner;
    this.lost = lost;
    this.schedule = new ScheduleStore(books.database());
    this.reap = new Reap(books);
    EngineSettings settings = books.settings();
    Duration beat = Heart.beatEvery(settings);
    this.looks = new Every(shorter(beat, LOOK), books.clocks());
    // A node may die long after its last beat; no run is taken before its time counted from there.
    this.silence =
        settings.lease().plus(settings.grace()).plus(MARGIN).plus(shorter(beat, MARGIN)).toNanos();
    this.longestGap = Math.max(settings.lease().dividedBy(2).toNanos(), SHORT_GAP.toNanos());
    this.lastLook = books.clocks().nanos();
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  void step() {
    if (!looks.due()) {
      return;
    }
    List<Sighting> seen = look();
    long now = books.clocks().nanos();
    if (now - lastLook > longestGap) {
      watched.clear();
    }
    lastLook = now;
    looks.done();
    var still = new HashMap<Sighting, Watched>();
    for (Sighting sighting : seen) {
      Watched before = watched.getOrDefault(sighting, new Watched(now, 0));
      var after = new Watched(before.since(), before.sightings() + 1);
      if (now - after.since() >= silence && after.sightings() >= SIGHTINGS) {
        reap(sighting);
      } else {
        still.put(sighting, after);
      }
    }
    watched = still;
  }

  /** What nobody can be running any more: this process has just opened a file of its own. */
  void reapAll() {
    look().forEach(this::reap);
  }

  private List<Sighting> look() {
    return books.database().inTransaction(tx -> schedule.sightings(tx, owner));
  }

  private void reap(Sighting dead) {
    reap.reap(dead)
        .ifPresent(
            run -> {
              LOG.warn(
                  "integration={} run={} node={} is {}: its node died",
                  run.integrationId(),
                  run.id(),
                  run.node(),
                  run.state().wireName());
              lost.accept(run);
            });
  }
}
