package sdesync.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Trigger;
import sdesync.schedule.Requested.Disposition;
import sdesync.store.AuditEntry;
import sdesync.store.AuditStore;
import sdesync.store.RunHistory;
import sdesync.store.Tx;

/** The moments somebody asks for a run or wants one ended (contract section 5, rule 4). */
final class Requests {
  private final Books books;
  private final RunHistory history = new RunHistory();
  private final AuditStore audit = new AuditStore();

  Requests(Books books) {
    this.books = books;
  }

  /** See {@link Engine#request}. */
  Requested request(long integrationId, String by, boolean namedById) {
    return books
        .database()
        .inTransaction(
            tx -> {
              Account account = books.accounts().open(tx, integrationId);
              Requested requested = request(account, by, namedById);
              books.accounts().write(tx, account);
              String detail = requested.disposition().wireName() + " " + requested.run().id();
              audit.append(
                  tx, AuditEntry.of(books.clocks().now(), by, "run", integrationId, detail));
              return requested;
            });
  }

  private Requested request(Account account, String by, boolean namedById) {
    Instant now = books.clocks().now();
    var draft =
        new Draft(books.ids().next(now), account.integration(), now)
            .trigger(Trigger.MANUAL)
            .requestedBy(by);
    if (account.gone()) {
      return refuse(account, draft.because(Reason.GONE, Sentences.gone()), now);
    }
    if (!namedById && account.pausedAt(now)) {
      return refuse(account, draft.because(Reason.PAUSED, Sentences.paused(account.pause)), now);
    }
    List<Run> waiting = account.waiting();
    if (!waiting.isEmpty()) {
      return join(account, waiting.get(0), by);
    }
    Optional<Run> ahead = account.running();
    ahead.ifPresent(running -> draft.because(null, Sentences.behind(running)));
    Run run = draft.build();
    account.add(run);
    return new Requested(ahead.isEmpty() ? Disposition.STARTED : Disposition.QUEUED, run);
  }

  private static Requested refuse(Account account, Draft draft, Instant now) {
    Run refused = draft.ended(RunState.REFUSED, now);
    account.add(refused);
    return new Requested(Disposition.REFUSED, refused);
  }

  /** One run goes for both, and it goes now: neither a backoff nor SD Elements holds it. */
  private static Requested join(Account account, Run waiting, String by) {
    Draft draft = Draft.of(waiting).atOnce();
    if (waiting.requestedBy() == null) {
      draft.requestedBy(by);
    }
    if (waiting.attempt() == 0) {
      draft.because(null, "");
    }
    Run joined = draft.build();
    account.put(joined);
    return new Requested(Disposition.JOINED, joined);
  }

  /** Ends a waiting run, or tells the owner of a running one. */
  CancelAnswer cancel(String runId, String by) {
    return books
        .database()
        .inTransaction(
            tx -> {
              Optional<Run> run = history.find(tx, runId);
              return run.isEmpty() ? CancelAnswer.UNKNOWN : cancel(tx, run.get(), by);
            });
  }

  private CancelAnswer cancel(Tx tx, Run asked, String by) {
    Account account = books.accounts().open(tx, asked.integrationId());
    Instant now = books.clocks().now();
    Optional<Run> waiting =
        account.waiting().stream().filter(run -> run.id().equals(asked.id())).findFirst();
    Optional<Run> running = account.running().filter(run -> run.id().equals(asked.id()));
    if (waiting.isEmpty() && running.isEmpty()) {
      return CancelAnswer.ALREADY_ENDED;
    }
    audit.append(tx, AuditEntry.of(now, by, "cancel", account.id(), asked.id()));
    if (running.isPresent()) {
      account.askToCancel(by);
    } else {
      account.put(
          Draft.of(waiting.orElseThrow())
              .because(Reason.CANCELLED, Sentences.cancelledBy(by))
              .ended(RunState.CANCELLED, now));
    }
    books.accounts().write(tx, account);
    return running.isPresent() ? CancelAnswer.STOPPING : CancelAnswer.CANCELLED;
  }
}
