package sdesync.sync;

import java.util.function.Supplier;

/** Which of the two did not do what it was asked: both fail with the same exceptions. */
enum Side {
  SDE,
  TRACKER;

  /**
   * Asks it.
   *
   * @throws SideFailure instead of a {@link PeerFailure}
   */
  <T> T ask(Supplier<T> question) {
    try {
      return question.get();
    } catch (PeerFailure e) {
      throw new SideFailure(this, e);
    }
  }

  /** Likewise, without an answer. */
  void tell(Runnable order) {
    ask(
        () -> {
          order.run();
          return true;
        });
  }
}
