package sdesync.schedule;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import sdesync.catalog.Reconciliation;
import sdesync.catalog.Reconciliation.Changed;
import sdesync.catalog.ScheduleListener;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.integration.Integration;
import sdesync.store.IntegrationStore;
import sdesync.store.KnownIntegration;
import sdesync.store.ScheduleRow;
import sdesync.store.ScheduleStore;
import sdesync.store.Tx;

/**
 * The moment the list changes (contract section 5, rules 1 and 6): new integrations get their first
 * slot, changed ones a new next slot, gone ones none. Called in the poll's own transaction.
 */
final class Reconcile implements ScheduleListener {
  private static final int PAGE = 1_000;

  private final Books books;
  private final SlotRule rule;
  private final ScheduleStore schedule;
  private final IntegrationStore integrations = new IntegrationStore();

  Reconcile(Books books, SlotRule rule) {
    this.books = books;
    this.rule = rule;
    this.schedule = new ScheduleStore(books.database());
  }

  @Override
  public void changed(Tx tx, Reconciliation changes) {
    add(tx, changes.added());
    inPages(changes.changed(), some -> change(tx, some));
    inPages(changes.back(), some -> change(tx, some));
    inPages(changes.gone(), some -> remove(tx, some));
  }

  private void add(Tx tx, List<Integration> added) {
    Instant now = books.clocks().now();
    List<ScheduleRow> rows = added.stream().map(one -> first(one, now)).toList();
    inPages(rows, some -> schedule.add(tx, some));
  }

  private ScheduleRow first(Integration integration, Instant now) {
    Instant slot = rule.next(integration, now).orElse(null);
    return ScheduleRow.first(integration.id(), integration.target(), slot);
  }

  private ScheduleRow first(KnownIntegration known) {
    Integration integration = known.integration();
    return known.isGone()
        ? ScheduleRow.first(integration.id(), integration.target(), null)
        : first(integration, books.clocks().now());
  }

  private void change(Tx tx, List<Changed> some) {
    var byId = new HashMap<Long, Changed>();
    some.forEach(change -> byId.put(change.now().id(), change));
    List<Account> accounts = books.accounts().open(tx, byId.keySet());
    Moment moment = books.moment(tx, accounts, Optional.empty());
    for (Account account : accounts) {
      Changed change = byId.get(account.id());
      if (change != null) {
        books.slots().settle(account, change.before(), moment);
        account.integration(change.now());
        books.slots().replan(account, moment.now());
        holdUnlessScheduled(account, moment.now());
      }
    }
    books.accounts().write(tx, accounts);
  }

  /** What waited for its slot waits no more when there are no slots. */
  private void holdUnlessScheduled(Account account, Instant now) {
    if (account.slot == null) {
      List<Run> scheduled =
          account.waiting().stream().filter(run -> run.requestedBy() == null).toList();
      String frequency = account.integration().frequency();
      SlotAccounting.endWaiting(
          account, scheduled, Reason.FREQUENCY_CHANGED, Sentences.frequencyChanged(frequency), now);
    }
  }

  private void remove(Tx tx, List<Integration> gone) {
    Map<Long, Integration> byId = new HashMap<>();
    gone.forEach(integration -> byId.put(integration.id(), integration));
    List<Account> accounts = books.accounts().open(tx, byId.keySet());
    Moment moment = books.moment(tx, accounts, Optional.empty());
    for (Account account : accounts) {
      books.slots().settle(account, byId.getOrDefault(account.id(), account.integration()), moment);
      account.slot = null;
      SlotAccounting.endWaiting(
          account, account.waiting(), Reason.GONE, Sentences.gone(), moment.now());
    }
    books.accounts().write(tx, accounts);
  }

  /**
   * Plans anew whatever the settings of this start plan otherwise: a changed {@code schedule.*} key
   * or zone counts from now. Due slots are left to be settled first.
   *
   * @return how many integrations have another next slot now
   */
  int replanAll() {
    int changed = addMissing();
    long after = 0;
    List<ScheduleRow> page;
    do {
      long from = after;
      page = books.database().inTransaction(tx -> schedule.page(tx, from, PAGE));
      List<Long> differing = differing(page);
      if (!differing.isEmpty()) {
        changed += books.database().inTransaction(tx -> replan(tx, differing));
      }
      after = page.isEmpty() ? after : page.get(page.size() - 1).integrationId();
    } while (page.size() == PAGE);
    return changed;
  }

  private List<Long> differing(List<ScheduleRow> page) {
    Instant now = books.clocks().now();
    var integrationOf = new HashMap<Long, Integration>();
    books
        .database()
        .inTransaction(
            tx -> integrations.find(tx, page.stream().map(ScheduleRow::integrationId).toList()))
        .stream()
        .filter(known -> !known.isGone())
        .forEach(known -> integrationOf.put(known.id(), known.integration()));
    return page.stream()
        .filter(row -> integrationOf.containsKey(row.integrationId()))
        .filter(row -> row.slot() == null || row.slot().isAfter(now))
        .filter(
            row -> {
              Instant last = row.lastSlot();
              Instant from = last == null || last.isBefore(now) ? now : last;
              Integration integration = integrationOf.get(row.integrationId());
              return integration != null
                  && !rule.next(integration, from).equals(Optional.ofNullable(row.slot()));
            })
        .map(ScheduleRow::integrationId)
        .toList();
  }

  private int replan(Tx tx, List<Long> ids) {
    List<Account> accounts = books.accounts().open(tx, ids);
    Instant now = books.clocks().now();
    for (Account account : accounts) {
      if (account.slot == null || account.slot.isAfter(now)) {
        books.slots().replan(account, now);
        holdUnlessScheduled(account, now);
      }
    }
    books.accounts().write(tx, accounts);
    return accounts.size();
  }

  /** An integration whose row was never written would never run: there is no such thing. */
  private int addMissing() {
    List<Long> missing;
    int added = 0;
    do {
      missing = books.database().inTransaction(tx -> schedule.withoutRow(tx, PAGE));
      List<Long> ids = missing;
      if (!ids.isEmpty()) {
        books
            .database()
            .inTransaction(
                tx -> {
                  schedule.add(tx, integrations.find(tx, ids).stream().map(this::first).toList());
                  return ids;
                });
      }
      added += ids.size();
    } while (missing.size() == PAGE);
    return added;
  }

  private static <T> void inPages(List<T> all, Consumer<List<T>> work) {
    for (int from = 0; from < all.size(); from += PAGE) {
      work.accept(all.subList(from, Math.min(from + PAGE, all.size())));
    }
  }
}
