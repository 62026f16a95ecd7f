package sdesync.notify;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import sdesync.history.Reason;
import sdesync.store.PollState;

/** Whether SD Elements is away, as the polls of all nodes say, so that all nodes say the same. */
final class SdElementsState {
  private SdElementsState() {}

  /** A list that says so. One project's refusal alone says no more than that the token lacks it. */
  static Optional<PollState> away(List<PollState> polls) {
    boolean refused =
        !polls.isEmpty()
            && polls.stream().allMatch(poll -> poll.reason() == Reason.SDE_UNAUTHORIZED);
    return polls.stream()
        .filter(poll -> refused || poll.reason() == Reason.SDE_UNREACHABLE)
        .findFirst();
  }

  /** When the youngest good spell of a list began. */
  static Optional<Instant> goodSince(List<PollState> polls) {
    return polls.stream()
        .map(PollState::goodSince)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder());
  }
}
