package sdesync.sync;

import java.util.List;
import java.util.Optional;

/** What is kept of one integration from one run to the next. */
public interface Memory {

  /**
   * The items this integration created or linked itself, whatever their {@link Link#location()}:
   * only those are ever closed or moved (contract, section 7).
   */
  List<Link> links();

  /** Keeps a link, in place of the task's earlier one. Durable when this returns. */
  void keep(Link link);

  /** The {@link Plan#hash()} somebody allowed although the guard had stopped it. */
  Optional<String> acceptedPlan();

  /** Another plan than the allowed one has come, or the allowed one is carried out. */
  void forgetAcceptedPlan();

  /** Finds each integration's own. */
  @FunctionalInterface
  interface Keeper {
    Memory of(long integrationId);
  }
}
