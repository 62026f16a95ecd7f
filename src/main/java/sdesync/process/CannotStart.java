package sdesync.process;

import org.jspecify.annotations.Nullable;

/** A command that was never started: its program is missing or may not be executed. */
public final class CannotStart extends RuntimeException {
  CannotStart(String message) {
    this(message, null);
  }

  CannotStart(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
