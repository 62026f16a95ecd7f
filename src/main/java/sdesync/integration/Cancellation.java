package sdesync.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a running run to stop. Never a thread interrupt: an interrupted commit closes an H2 file
 * for everyone.
 */
public final class Cancellation {
  private final Runnable look;
  private final List<Consumer<StopCause>> listeners = new ArrayList<>();
  private @Nullable StopCause cause;

  public Cancellation() {
    this(() -> {});
  }

  /**
   * @param look done first whenever somebody asks for the cause; it may cancel. So who asks before
   *     each thing it does hears at once what nobody had the time to say
   */
  public Cancellation(Runnable look) {
    this.look = look;
  }

  /** Asks for the stop; the first cause stays. Listeners run in the caller's thread. */
  public void cancel(StopCause why) {
    List<Consumer<StopCause>> toTell;
    synchronized (this) {
      if (cause != null) {
        return;
      }
      cause = why;
      toTell = List.copyOf(listeners);
    }
    toTell.forEach(listener -> listener.accept(why));
  }

  /** Calls the listener once, at once when already cancelled. */
  public void onCancel(Consumer<StopCause> listener) {
    StopCause already;
    synchronized (this) {
      already = cause;
      if (already == null) {
        listeners.add(listener);
      }
    }
    if (already != null) {
      listener.accept(already);
    }
  }

  /** Why it is to stop; empty when it may go on. Not under a lock that a listener takes. */
  public Optional<StopCause> cause() {
    look.run();
    synchronized (this) {
      return Optional.ofNullable(cause);
    }
  }
}
