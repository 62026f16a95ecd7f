package sdesync.sync;

import sdesync.history.Outcome;

/** No plan can be made: a run would end so, before it writes anything. */
public final class CannotPlan extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Outcome outcome;

  CannotPlan(Outcome outcome) {
    super(outcome.message());
    this.outcome = outcome;
  }

  public Outcome outcome() {
    return outcome;
  }
}
