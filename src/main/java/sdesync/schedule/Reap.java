package sdesync.schedule;

import java.util.Optional;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.store.ScheduleStore;
import sdesync.store.ScheduleStore.Sighting;

/** The moment a node is taken for dead: what it ran is lost and runs again. */
final class Reap {
  private final Books books;
  private final Recovery recovery;
  private final ScheduleStore schedule;

  Reap(Books books) {
    this.books = books;
    this.recovery = new Recovery(books);
    this.schedule = new ScheduleStore(books.database());
  }

  /**
   * Takes an integration from its owner, unless a heartbeat or a finish came in between.
   *
   * @return the run that was cut, as it ended
   */
  Optional<Run> reap(Sighting dead) {
    return books
        .database()
        .inTransaction(
            tx -> {
              Account account = books.accounts().open(tx, dead.integrationId());
              if (account.version() != dead.version()
                  || account.owner() == null
                  || schedule.beatOf(tx, dead.integrationId()) != dead.beat()) {
                return Optional.empty();
              }
              Optional<Run> run = account.running();
              account.release();
              Optional<Run> cut = run.map(lost -> cut(account, lost));
              books.accounts().write(tx, account);
              return cut;
            });
  }

  private Run cut(Account account, Run lost) {
    var outcome = Outcome.of(RunState.LOST, Reason.NODE_LOST, Sentences.nodeLost(lost.node()));
    return recovery.cut(account, lost, outcome, books.clocks().now());
  }
}
