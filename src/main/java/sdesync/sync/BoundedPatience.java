package sdesync.sync;

import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The patience of one run with one host: six tries of a request, and a minute for Retry-After. */
final class BoundedPatience implements Patience {
  static final int TRIES = 6;
  private static final Duration FIRST = Duration.ofMillis(250);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Set<PeerFailure.Kind> NOT_APPLIED = Set.of(PeerFailure.Kind.BUSY);
  private static final Set<PeerFailure.Kind> PASSING =
      Set.of(PeerFailure.Kind.BUSY, PeerFailure.Kind.LOST);

  private final Lane lane;
  private final Halt halt;
  private final Consumer<Duration> rest;

  /**
   * @param rest waits
   */
  BoundedPatience(Lane lane, Halt halt, Consumer<Duration> rest) {
    this.lane = lane;
    this.halt = halt;
    this.rest = rest;
  }

  @Override
  public <T> T repeatable(Supplier<T> request) {
    return send(request, PASSING);
  }

  @Override
  public <T> T once(Supplier<T> request) {
    return send(request, NOT_APPLIED);
  }

  private <T> T send(Supplier<T> request, Set<PeerFailure.Kind> again) {
    for (int tries = 1; ; tries++) {
      lane.enter(halt);
      Duration wait;
      try {
        return request.get();
      } catch (PeerFailure e) {
        wait = wait(e, tries);
        if (!again.contains(e.kind()) || tries == TRIES || wait.compareTo(LONGEST) > 0) {
          throw e;
        }
        if (e.kind() == PeerFailure.Kind.BUSY) {
          lane.slowDown(e.retryAfter().isPresent() ? wait : Duration.ZERO);
        }
      } finally {
        lane.leave();
      }
      rest.accept(wait);
    }
  }

  /** What it asked for, else a wait that doubles. */
  static Duration wait(PeerFailure failure, int tries) {
    return failure.retryAfter().orElse(FIRST.multipliedBy(1L << (tries - 1)));
  }
}
