package sdesync.schedule;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.history.Reason;
import sdesync.store.RunStore;

/**
 * Holds due slots back while SD Elements is known to be down or to refuse the token, and says so on
 * all that waits (contract section 5, rule 7).
 */
final class Gate {
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final Books books;
  private final Supplier<Optional<Reason>> problem;
  private final RunStore runs = new RunStore();
  private final Every notes;
  private boolean toldOpen;
  private @Nullable Reason told;

  Gate(Books books, Supplier<Optional<Reason>> problem) {
    this.books = books;
    this.problem = problem;
    this.notes = new Every(BETWEEN, books.clocks());
  }

  /** Why what nobody asked for must wait now; empty when it need not. */
  Optional<Reason> look() {
    Optional<Reason> now = problem.get();
    if (now.isPresent()) {
      hold(now.get());
    } else if (!toldOpen) {
      letGo();
    }
    return now;
  }

  private void hold(Reason why) {
    if (told == why && !notes.due()) {
      return;
    }
    books
        .database()
        .inTransaction(
            tx -> {
              if (told != why) {
                runs.letGo(tx, Books.GATES);
              }
              return runs.holdBack(tx, why, Sentences.gate(why));
            });
    if (told != why) {
      LOG.warn("due slots wait: {}", Sentences.gate(why));
    }
    told = why;
    toldOpen = false;
    notes.done();
  }

  private void letGo() {
    int waiting = books.database().inTransaction(tx -> runs.letGo(tx, Books.GATES));
    if (told != null) {
      LOG.info("SD Elements answers again: {} waiting runs go on", waiting);
    }
    told = null;
    toldOpen = true;
  }
}
