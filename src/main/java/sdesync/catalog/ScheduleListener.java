package sdesync.catalog;

import sdesync.store.Tx;

/** Hears of every change in the transaction that makes it; when it throws, nothing has changed. */
@FunctionalInterface
public interface ScheduleListener {
  /**
   * Never called with an empty reconciliation. May be called again with the same one when the
   * transaction has to be repeated.
   */
  void changed(Tx tx, Reconciliation changes);
}
