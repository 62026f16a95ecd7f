package sdesync.sync;

import java.util.function.Supplier;

/** Tries again as a run's patience does, but without waiting; what is told to end, ends. */
final class Hasty implements Patience {
  private final Patience run;

  Hasty(Patience run) {
    this.run = run;
  }

  @Override
  public <T> T repeatable(Supplier<T> request) {
    for (int tries = 1; ; tries++) {
      try {
        return once(request);
      } catch (PeerFailure e) {
        boolean passing = e.kind() == PeerFailure.Kind.BUSY || e.kind() == PeerFailure.Kind.LOST;
        if (!passing || tries == BoundedPatience.TRIES) {
          throw e;
        }
      }
    }
  }

  @Override
  public <T> T once(Supplier<T> request) {
    run.once(() -> true);
    return request.get();
  }
}
