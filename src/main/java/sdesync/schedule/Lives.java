package sdesync.schedule;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sdesync.store.LifeStore;

/** Writes down when this node was running and reaching the store. */
final class Lives {
  private static final Duration BETWEEN = Duration.ofSeconds(5);
  private static final Duration GAP = Duration.ofMinutes(1);
  private static final Duration KEPT = Duration.ofDays(400);

  private final Books books;
  private final LifeStore lives = new LifeStore();
  private final Every writes;
  private @Nullable Long life;
  private Instant last = Instant.EPOCH;

  Lives(Books books) {
    this.books = books;
    this.writes = new Every(BETWEEN, books.clocks());
  }

  void step() {
    if (writes.due()) {
      write();
      writes.done();
    }
  }

  /** At the end: to the very moment. */
  void write() {
    Instant now = books.clocks().now();
    Long current = life;
    // A node that slept, or was cut off, was not there in between.
    if (current == null || last.plus(GAP).isBefore(now)) {
      life =
          books
              .database()
              .inTransaction(
                  tx -> {
                    lives.forgetBefore(tx, now.minus(KEPT));
                    return lives.begin(tx, books.settings().node(), now);
                  });
    } else {
      books
          .database()
          .inTransaction(
              tx -> {
                lives.goOn(tx, current, now);
                return current;
              });
    }
    last = now;
  }
}
