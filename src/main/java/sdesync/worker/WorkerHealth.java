package sdesync.worker;

import sdesync.ops.Health;
import sdesync.store.StoreFailure;

/** Live while the engine's own loop turns; ready when the store answers and a list is loaded. */
final class WorkerHealth implements Health {
  private final Wiring wiring;

  WorkerHealth(Wiring wiring) {
    this.wiring = wiring;
  }

  @Override
  public boolean live() {
    return wiring.engine.alive();
  }

  @Override
  public boolean ready() {
    try {
      return wiring.polls.states().stream().anyMatch(poll -> poll.lastSuccess() != null);
    } catch (StoreFailure e) {
      return false;
    }
  }
}
