package sdesync.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.store.AuditEntry;
import sdesync.store.AuditStore;
import sdesync.store.IntegrationStore;
import sdesync.store.Pause;
import sdesync.store.Tx;

/** The moments an integration is held back and let go (contract section 5, rule 5). */
final class Pauses {
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final String WORKER = "sde-sync";

  private final Books books;
  private final IntegrationStore integrations = new IntegrationStore();
  private final AuditStore audit = new AuditStore();
  private final Every looks;

  Pauses(Books books) {
    this.books = books;
    this.looks = new Every(LOOK, books.clocks());
  }

  void pause(long id, @Nullable Instant until, @Nullable String note, String by) {
    books
        .database()
        .inTransaction(
            tx -> {
              Account account = books.accounts().openWhole(tx, id);
              begin(tx, account, new Pause(books.clocks().now(), until, by, note, false));
              books.accounts().write(tx, account);
              return account;
            });
  }

  static Pause automatic(Instant now, String note) {
    return new Pause(now, null, null, note, true);
  }

  /** What runs goes on; what waits unasked ends, and so does every retry. */
  void begin(Tx tx, Account account, Pause pause) {
    Moment moment = books.moment(tx, List.of(account), Optional.empty());
    books.slots().settle(account, moment);
    List<Run> held =
        account.waiting().stream()
            .filter(run -> run.requestedBy() == null || run.attempt() > 0)
            .toList();
    SlotAccounting.endWaiting(account, held, Reason.PAUSED, Sentences.paused(pause), moment.now());
    account.pause = pause;
    integrations.pause(tx, account.id(), pause);
    String who = pause.by() == null ? WORKER : pause.by();
    audit.append(
        tx, AuditEntry.of(moment.now(), who, "pause", account.id(), Sentences.paused(pause)));
  }

  /** Nothing that was held back is caught up. */
  void resume(long id, String by) {
    books
        .database()
        .inTransaction(
            tx -> {
              Account account = books.accounts().openWhole(tx, id);
              if (account.pause != null) {
                books.slots().settle(account, books.moment(tx, List.of(account), Optional.empty()));
                account.pause = null;
                integrations.resume(tx, id);
                audit.append(tx, AuditEntry.of(books.clocks().now(), by, "resume", id, ""));
                books.accounts().write(tx, account);
              }
              return account;
            });
  }

  /** Lets go what was paused until now. */
  void step() {
    if (looks.due()) {
      resumeOver();
      looks.done();
    }
  }

  private void resumeOver() {
    List<Long> over =
        books.database().inTransaction(tx -> integrations.pausesOver(tx, books.clocks().now()));
    over.forEach(id -> resume(id, WORKER));
  }
}
