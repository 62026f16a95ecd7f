package sdesync.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdesync.history.Reason;
import sdesync.store.PollState;

/**
 * Whether SD Elements is known to be down or to refuse the token: from the polls of all nodes, and
 * from what runs of this node met since.
 */
final class SdeHealth {
  private List<PollState> states = List.of();
  private @Nullable Instant runFailed;
  private @Nullable Instant answered;

  /** How the polls stand now, those of the configured lists. */
  synchronized void polls(List<PollState> now) {
    states = List.copyOf(now);
  }

  synchronized List<PollState> polls() {
    return states;
  }

  /** Empty when that list was never polled. */
  synchronized Optional<PollState> poll(PollScope scope) {
    return states.stream().filter(state -> state.scope().equals(scope.name())).findFirst();
  }

  /** A good answer, to whatever question. */
  synchronized void answered(Instant now) {
    answered = now;
    runFailed = null;
  }

  /** A poll of this node failed by SD Elements' fault: an earlier answer says nothing any more. */
  synchronized void pollFailed() {
    answered = null;
  }

  /** A run got no answer at all. */
  synchronized void silent(Instant now) {
    runFailed = now;
    answered = null;
  }

  synchronized Optional<Reason> problem() {
    if (runFailed != null || isDown()) {
      return Optional.of(Reason.SDE_UNREACHABLE);
    }
    return refusesToken() ? Optional.of(Reason.SDE_UNAUTHORIZED) : Optional.empty();
  }

  /** No attempt is newer than one that got no answer. */
  private boolean isDown() {
    Instant silent = null;
    Instant spoke = answered;
    for (PollState state : states) {
      spoke = later(spoke, state.lastSuccess());
      if (state.reason() == Reason.SDE_UNREACHABLE) {
        silent = later(silent, state.lastAttempt());
      } else if (state.failures() > 0) {
        spoke = later(spoke, state.lastAttempt());
      }
    }
    return silent != null && (spoke == null || silent.isAfter(spoke));
  }

  /** Every list is refused: one project's alone says no more than that the token lacks it. */
  private boolean refusesToken() {
    return !states.isEmpty()
        && states.stream().allMatch(state -> state.reason() == Reason.SDE_UNAUTHORIZED)
        && (answered == null
            || states.stream()
                .map(PollState::lastAttempt)
                .filter(Objects::nonNull)
                .anyMatch(answered::isBefore));
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
