package sdesync.schedule;

import sdesync.catalog.ScheduleListener;
import sdesync.store.Database;

/**
 * The book of every slot and every run, one account per integration. Each moment in which it
 * changes is a class of its own: {@link Reconcile}, {@link Claim}, {@link Finish}, {@link
 * Requests}, {@link Pauses}, {@link Reap}. All of them begin by locking the integration's schedule
 * row, and whoever runs an integration writes under the version it claimed, so that one taken for
 * dead writes nothing.
 */
public final class Ledger {
  private final Books books;
  private final Reconcile reconcile;

  /**
   * @param rule when integrations are due: {@code slots::next}
   */
  public Ledger(Database database, SlotRule rule, LedgerSettings settings, Clocks clocks) {
    this.books = Books.of(database, rule, settings, clocks);
    this.reconcile = new Reconcile(books, rule);
  }

  /** Keeps the schedule in step with the list, in the poll's transactions. */
  public ScheduleListener listener() {
    return reconcile;
  }

  Books books() {
    return books;
  }

  Reconcile reconcile() {
    return reconcile;
  }
}
