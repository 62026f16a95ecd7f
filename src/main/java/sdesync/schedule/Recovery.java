package sdesync.schedule;

import java.time.Instant;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;

/**
 * What becomes of a run that was cut: by the death of its node, a stop or a lost lease. It keeps
 * its row, and its work runs again, once (contract section 5, rule 1).
 */
final class Recovery {
  private final Books books;

  Recovery(Books books) {
    this.books = books;
  }

  /**
   * Ends the run that was cut, and queues the one that repeats it. The account has been taken from
   * its owner.
   *
   * @return the cut run as it ended
   */
  Run cut(Account account, Run run, Outcome how, Instant now) {
    boolean repeated = run.recovers() != null;
    Run ended =
        repeated
            ? Draft.of(run)
                .because(Reason.NODE_LOST, Sentences.cutTwice(run, how.message()))
                .ended(RunState.FAILED, now)
            : Draft.of(run).ended(how, now);
    account.put(ended);
    if (!repeated) {
      repeat(account, ended, now);
    }
    return ended;
  }

  private void repeat(Account account, Run cut, Instant now) {
    Run again =
        new Draft(books.ids().next(now), account.integration(), now)
            .recovers(cut.id())
            .requestedBy(cut.requestedBy())
            .slots(cut.slot(), cut.slotLast(), cut.slots())
            .build();
    boolean asked = cut.requestedBy() != null;
    if (account.gone()) {
      Draft draft = Draft.of(again).because(Reason.GONE, Sentences.gone());
      account.add(draft.ended(asked ? RunState.REFUSED : RunState.SKIPPED, now));
    } else if (!asked && account.pausedAt(now)) {
      Draft draft = Draft.of(again).because(Reason.PAUSED, Sentences.paused(account.pause));
      account.add(draft.ended(RunState.SKIPPED, now));
    } else if (!asked && account.slot == null) {
      String frequency = account.integration().frequency();
      Draft draft =
          Draft.of(again).because(Reason.FREQUENCY_CHANGED, Sentences.frequencyChanged(frequency));
      account.add(draft.ended(RunState.SKIPPED, now));
    } else {
      account.add(again);
    }
  }

  static boolean isCut(Outcome outcome) {
    return outcome.state() == RunState.CANCELLED
        && (outcome.reason() == Reason.SHUTDOWN || outcome.reason() == Reason.LEASE_LOST);
  }
}
