package sdesync.schedule;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Integration;
import sdesync.integration.Trigger;

/**
 * Says of every slot that came what becomes of it: it waits for its run, or it is skipped and why
 * (contract section 5, rules 1, 4, 5 and 7). It settles an account up to now and leaves it with its
 * next slot.
 */
final class SlotAccounting {
  private final SlotRule rule;
  private final boolean catchUp;
  private final RunIds ids;

  /**
   * @param catchUp whether the newest missed slot is run
   */
  SlotAccounting(SlotRule rule, boolean catchUp, RunIds ids) {
    this.rule = rule;
    this.catchUp = catchUp;
    this.ids = ids;
  }

  /** Settles an account by the frequency it has. */
  void settle(Account account, Moment moment) {
    settle(account, account.integration(), moment);
  }

  /**
   * Settles an account.
   *
   * @param as the integration as it was when the slots came
   */
  void settle(Account account, Integration as, Moment moment) {
    Instant slot = account.slot;
    if (slot == null || slot.isAfter(moment.now())) {
      return;
    }
    // A slot the rule does not give was planned under other settings: those count from now on, and
    // nothing is caught up for them.
    boolean planned = rule.next(as, slot.minusMillis(1)).filter(slot::equals).isPresent();
    var settlement = new Settlement(account, moment);
    while (slot != null && !slot.isAfter(moment.now())) {
      settlement.slot(slot);
      account.lastSlot = slot;
      slot = rule.next(as, planned ? slot : moment.now()).orElse(null);
    }
    settlement.end();
    account.slot = slot;
  }

  /** Computes the next slot anew, as the integration is now. None is caught up. */
  void replan(Account account, Instant now) {
    if (account.gone()) {
      account.slot = null;
      return;
    }
    Instant last = account.lastSlot;
    // A clock that was set back must not bring a slot again.
    Instant after = last == null || last.isBefore(now) ? now : last;
    account.slot = rule.next(account.integration(), after).orElse(null);
  }

  /** One pass over the slots of one account. */
  private final class Settlement {
    private final Account account;
    private final Moment moment;
    private @Nullable Instant toCatchUp;

    Settlement(Account account, Moment moment) {
      this.account = account;
      this.moment = moment;
    }

    void slot(Instant slot) {
      if (account.pausedAt(slot)) {
        end();
        skip(slot, Reason.PAUSED, Sentences.paused(account.pause));
      } else if (moment.lives().missed(slot)) {
        missed(slot);
      } else {
        end();
        due(slot);
      }
    }

    private void missed(Instant slot) {
      if (!catchUp || account.busy().isPresent() || account.pausedAt(moment.now())) {
        skip(slot, Reason.MISSED, Sentences.missed());
        return;
      }
      if (toCatchUp != null) {
        skip(toCatchUp, Reason.MISSED, Sentences.missed());
      }
      toCatchUp = slot;
    }

    /** The newest of the missed slots in a row runs. */
    void end() {
      if (toCatchUp != null) {
        queue(toCatchUp, Trigger.CATCH_UP);
        toCatchUp = null;
      }
    }

    private void due(Instant slot) {
      if (account.pausedAt(moment.now())) {
        skip(slot, Reason.PAUSED, Sentences.paused(account.pause));
        return;
      }
      Run open = account.busy().orElse(null);
      if (open == null) {
        queue(slot, Trigger.SCHEDULE);
      } else if (waitsForSde(open)) {
        replace(open, slot, moment.gate().orElseThrow());
      } else {
        skip(slot, Reason.OVERLAP, Sentences.overlap(open));
      }
    }

    private boolean waitsForSde(Run open) {
      return moment.gate().isPresent()
          && open.state() == RunState.QUEUED
          && open.requestedBy() == null;
    }

    private void queue(Instant slot, Trigger trigger) {
      account.endSkipping();
      account.add(waiting(slot, trigger));
    }

    private Run waiting(Instant slot, Trigger trigger) {
      var draft = new Draft(ids.next(moment.now()), account.integration(), moment.now());
      moment.gate().ifPresent(why -> draft.because(why, Sentences.gate(why)));
      return draft.trigger(trigger).slot(slot).build();
    }

    /**
     * A newer slot takes the place of the one that waits for SD Elements. The first one replaced
     * ends as skipped; the next ones are taken up into its row, and the waiting run moves on to the
     * newer slot, so that a long outage leaves two rows, not hundreds.
     */
    private void replace(Run old, Instant slot, Reason why) {
      Instant oldSlot = old.slot();
      boolean plain = old.attempt() == 0 && old.recovers() == null;
      if (plain && oldSlot != null && account.skipsFor(why)) {
        account.put(Draft.of(old).trigger(Trigger.SCHEDULE).slot(slot).build());
        skip(oldSlot, why, Sentences.gate(why));
        return;
      }
      Draft draft = Draft.of(old).because(why, Sentences.gate(why));
      // One that was tried did not go unaccounted: it failed.
      Run ended = draft.ended(plain ? RunState.SKIPPED : failedOrSkipped(old), moment.now());
      account.put(ended);
      if (plain && isNewest(ended)) {
        account.skipInto(ended);
      } else {
        account.endSkipping();
      }
      account.add(waiting(slot, Trigger.SCHEDULE));
    }

    /** Whether the slot after the newest one is the next one after this run's. */
    private boolean isNewest(Run run) {
      return run.slotLast() != null && run.slotLast().equals(account.lastSlot);
    }

    private static RunState failedOrSkipped(Run old) {
      return old.attempt() > 0 ? RunState.FAILED : RunState.SKIPPED;
    }

    private void skip(Instant slot, Reason reason, String message) {
      account.skip(
          new Draft(ids.next(moment.now()), account.integration(), moment.now())
              .slot(slot)
              .because(reason, message)
              .ended(RunState.SKIPPED, moment.now()));
    }
  }

  /** Ends runs that wait. What somebody asked for is refused, not skipped, when it is gone. */
  static void endWaiting(
      Account account, List<Run> which, Reason reason, String message, Instant now) {
    for (Run run : which) {
      boolean refused = reason == Reason.GONE && run.requestedBy() != null;
      RunState end = refused ? RunState.REFUSED : RunState.SKIPPED;
      Run ended = Draft.of(run).because(reason, message).ended(end, now);
      account.put(ended);
      // Only the newest slot has the next one right after it.
      if (ended.slotLast() != null && ended.slotLast().equals(account.lastSlot)) {
        account.skipInto(ended);
      }
    }
  }
}
