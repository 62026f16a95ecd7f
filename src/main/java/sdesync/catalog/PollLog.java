package sdesync.catalog;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.history.Reason;
import sdesync.store.PollState;
import sdesync.store.StoreFailure;

/** One line per change of state, not per poll; one outage of many lists is one change. */
final class PollLog {
  private static final Logger LOG = LoggerFactory.getLogger(PollLog.class);

  private final AtomicBoolean storeAway = new AtomicBoolean();
  private final Set<String> late = new HashSet<>();

  /**
   * @param before how all lists stood before
   */
  void bad(
      PollScope scope, PollState failing, PollFault fault, List<PollState> before, Instant now) {
    boolean known =
        before.stream()
            .filter(state -> state.failingSince() != null)
            .filter(state -> fault.reason() != null || state.scope().equals(scope.name()))
            .anyMatch(state -> state.reason() == fault.reason());
    String next = Spoken.of(Duration.between(now, failing.nextAt()));
    if (known) {
      LOG.debug("poll {} failed again; next attempt in {}: {}", scope, next, fault.message());
    } else {
      LOG.warn(
          "{} since {}, {} {}; the schedule stays as it was, next attempt in {}: {}",
          fault.spoken(),
          failing.failingSince(),
          scope.spoken(),
          age(failing.lastSuccess(), now),
          next,
          fault.message());
    }
  }

  private static String age(@Nullable Instant lastSuccess, Instant now) {
    return lastSuccess == null
        ? "was never read"
        : "last read " + Spoken.of(Duration.between(lastSuccess, now)) + " ago";
  }

  /**
   * @param before how that list stood before
   * @param others how all lists stand now
   */
  void good(PollScope scope, PollState before, List<PollState> others, Instant now) {
    Reason reason = before.reason();
    boolean notOver = reason != null && others.stream().anyMatch(state -> state.reason() == reason);
    if (notOver) {
      LOG.debug("poll {} is good again, others not yet", scope);
      return;
    }
    Instant since = Objects.requireNonNullElse(before.failingSince(), now);
    LOG.info(
        "SD Elements polled again after {}: {} is in force",
        Spoken.of(Duration.between(since, now)),
        scope.spoken());
  }

  void late(List<PollState> states, Instant now) {
    for (PollState state : states) {
      if (!state.isLate(now)) {
        late.remove(state.scope());
      } else if (late.add(state.scope())) {
        LOG.warn(
            "list {} is late: last read {}; the schedule stays as it was",
            state.scope(),
            state.lastSuccess());
      }
    }
  }

  void storeAway(StoreFailure failure) {
    if (!storeAway.getAndSet(true)) {
      LOG.warn("polling waits for the store: {}", failure.getMessage());
    }
  }

  void storeBack() {
    if (storeAway.getAndSet(false)) {
      LOG.info("the store answers again; polling goes on");
    }
  }
}
