package sdesync.catalog;

import java.time.Duration;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;
import sdesync.sde.SdeFailure;

/**
 * How long to wait after a failed poll (contract section 6): 30 s, doubling to 15 m, or to 1 h
 * while the token is refused; longer when {@code Retry-After} asks for it, up to 1 h.
 *
 * @param random from 0 to 1, for the jitter of a quarter either way
 */
record Backoff(DoubleSupplier random) {
  private static final Duration FIRST = Duration.ofSeconds(30);
  private static final Duration MOST = Duration.ofMinutes(15);
  private static final Duration MOST_REFUSED = Duration.ofHours(1);
  private static final int MOST_DOUBLINGS = 10;

  /**
   * @param failures in a row, this one included
   * @param failure null when it was not SD Elements that failed
   */
  Duration after(int failures, @Nullable SdeFailure failure) {
    boolean refused = failure != null && failure.kind() == SdeFailure.Kind.UNAUTHORIZED;
    Duration most = refused ? MOST_REFUSED : MOST;
    long doubled = FIRST.toMillis() << Math.min(failures - 1, MOST_DOUBLINGS);
    double jittered = doubled * (0.75 + 0.5 * random.getAsDouble());
    Duration wait =
        Duration.ofMillis(
            Math.max(FIRST.toMillis(), Math.min(most.toMillis(), Math.round(jittered))));
    Duration asked = failure == null ? Duration.ZERO : failure.retryAfter().orElse(Duration.ZERO);
    Duration askedFor = asked.compareTo(MOST_REFUSED) < 0 ? asked : MOST_REFUSED;
    return askedFor.compareTo(wait) > 0 ? askedFor : wait;
  }
}
