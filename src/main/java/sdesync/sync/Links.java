package sdesync.sync;

import java.util.List;

/**
 * What this integration created or linked itself: only that is ever closed or moved (contract,
 * section 7). One integration's links; kept in our store.
 */
public interface Links {

  /** All of them, whatever their {@link Link#location()}. */
  List<Link> all();

  /** Keeps it, in place of the task's earlier one. Durable when this returns. */
  void keep(Link link);
}
