package sdesync.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.store.IntegrationStore;
import sdesync.store.RunHistory;
import sdesync.store.Tx;

/**
 * The moment an attempt ends: its run ends, waits for another attempt, or was cut and is repeated;
 * the integration is free for the next.
 */
final class Finish {
  /** Failures that are not the integration's own: they never pause it. */
  private static final Set<Reason> NOT_ITS_OWN =
      EnumSet.of(
          Reason.SDE_UNREACHABLE,
          Reason.SDE_UNAUTHORIZED,
          Reason.NODE_LOST,
          Reason.LEASE_LOST,
          Reason.SHUTDOWN,
          Reason.DISK_FULL,
          Reason.INTERNAL_ERROR);

  private static final int MOST_DOUBLINGS = 20;

  private final Books books;
  private final Recovery recovery;
  private final Pauses pauses;
  private final IntegrationStore integrations = new IntegrationStore();
  private final RunHistory history = new RunHistory();

  Finish(Books books, Pauses pauses) {
    this.books = books;
    this.recovery = new Recovery(books);
    this.pauses = pauses;
  }

  /** An attempt that ended, not recorded yet. */
  record Ending(Claimed claimed, Outcome outcome) {
    long id() {
      return claimed.integration().id();
    }
  }

  /**
   * Writes how attempts ended, all in one transaction.
   *
   * @param settling now, when slots are settled too; null to leave them alone
   * @return each run as it stands now, in the order of the endings; empty when the node was taken
   *     for dead and the integration has another fence
   */
  List<Optional<Run>> finish(List<Ending> endings, @Nullable Moments settling) {
    return books
        .database()
        .inTransaction(
            tx -> {
              Map<Long, Account> fenced = open(tx, endings);
              if (settling != null) {
                // A slot that came while it ran must not find it gone.
                Moment moment = settling.of(tx, List.copyOf(fenced.values()));
                fenced.values().forEach(account -> books.slots().settle(account, moment));
              }
              var after = new ArrayList<Optional<Run>>();
              var succeeded = new HashMap<Long, String>();
              for (Ending ending : endings) {
                Account account = fenced.get(ending.id());
                if (account == null || account.version() != ending.claimed().fence()) {
                  after.add(committedBefore(tx, ending.claimed()));
                  continue;
                }
                Run run = finish(tx, account, ending);
                if (isSuccess(ending.outcome())) {
                  succeeded.put(ending.id(), run.id());
                }
                after.add(Optional.of(run));
              }
              integrations.succeeded(tx, succeeded, books.clocks().now());
              books.accounts().write(tx, fenced.values());
              return after;
            });
  }

  /** Now, for these accounts. */
  interface Moments {
    Moment of(Tx tx, List<Account> accounts);
  }

  /** The accounts that are still under the fence they were claimed with. */
  private Map<Long, Account> open(Tx tx, List<Ending> endings) {
    var fences = new HashMap<Long, Set<Long>>();
    for (Ending ending : endings) {
      fences.computeIfAbsent(ending.id(), id -> new HashSet<>()).add(ending.claimed().fence());
    }
    return books.accounts().openWhole(tx, fences.keySet()).stream()
        .filter(account -> fences.getOrDefault(account.id(), Set.of()).contains(account.version()))
        .collect(Collectors.toMap(Account::id, Function.identity()));
  }

  private static boolean isSuccess(Outcome outcome) {
    return outcome.state() == RunState.SUCCEEDED;
  }

  private static boolean isFailure(Outcome outcome) {
    return outcome.state() == RunState.FAILED || outcome.state() == RunState.TIMED_OUT;
  }

  private static boolean isItsOwn(Outcome outcome) {
    return isFailure(outcome) && !NOT_ITS_OWN.contains(outcome.reason());
  }

  /** A commit whose answer was lost in an outage looks like a fence: it was ours all the same. */
  private Optional<Run> committedBefore(Tx tx, Claimed claimed) {
    return history
        .find(tx, claimed.run().id())
        .filter(run -> run.state() != RunState.LOST && run.state() != RunState.RUNNING);
  }

  private Run finish(Tx tx, Account account, Ending ending) {
    Instant now = books.clocks().now();
    Outcome outcome = ending.outcome();
    Run run = account.running().orElse(ending.claimed().run());
    String cancelBy = account.cancelBy();
    account.release();
    if (Recovery.isCut(outcome)) {
      return recovery.cut(account, run, outcome, now);
    }
    Instant next = nextAttempt(account, run, outcome, now);
    if (next != null) {
      int most = books.settings().retries() + 1;
      String sentence = Sentences.retry(outcome, run.attempt(), most, next);
      Run waiting = Draft.of(run).waiting(outcome, now, next, sentence);
      account.put(waiting);
      return waiting;
    }
    Run ended = Draft.of(run).ended(said(outcome, cancelBy), now);
    account.put(ended);
    if (isFailure(outcome)) {
      integrations.noteFailure(tx, account.id(), ended.id());
    }
    if (isItsOwn(outcome)) {
      countFailure(tx, account, now);
    }
    return ended;
  }

  private static Outcome said(Outcome outcome, @Nullable String cancelBy) {
    if (cancelBy == null || outcome.reason() != Reason.CANCELLED) {
      return outcome;
    }
    return new Outcome(
        outcome.state(),
        outcome.reason(),
        Sentences.cancelledBy(cancelBy),
        false,
        outcome.exitCode(),
        outcome.summary(),
        outcome.output());
  }

  /** Null when this attempt was the last one. */
  private @Nullable Instant nextAttempt(Account account, Run run, Outcome outcome, Instant now) {
    EngineSettings settings = books.settings();
    if (!outcome.retryable() || run.attempt() > settings.retries() || account.gone()) {
      return null;
    }
    boolean heldBack = run.requestedBy() == null && account.pausedAt(now);
    if (heldBack || !account.waiting().isEmpty()) {
      return null; // somebody asked for one meanwhile: that one is the next attempt
    }
    Duration delay =
        settings.backoff().multipliedBy(1L << Math.min(run.attempt() - 1, MOST_DOUBLINGS));
    Instant next = now.plus(delay);
    Instant slot = account.slot;
    return slot != null && !next.isBefore(slot) ? null : next;
  }

  private void countFailure(Tx tx, Account account, Instant now) {
    integrations.countFailure(tx, account.id(), now);
    int failures = account.known().failures() + 1;
    Instant since = account.known().failingSince() == null ? now : account.known().failingSince();
    EngineSettings.AutoPause rule = books.settings().autoPause().orElse(null);
    if (rule != null
        && failures >= rule.failures()
        && !since.plus(rule.over()).isAfter(now)
        && !account.pausedAt(now)) {
      String note = Sentences.autoPause(failures, Duration.between(since, now));
      pauses.begin(tx, account, Pauses.automatic(now, note));
    }
  }
}
