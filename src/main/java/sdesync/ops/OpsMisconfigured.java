package sdesync.ops;

import org.jspecify.annotations.Nullable;

/**
 * The ops edge cannot be served, or not be asked, as it is configured. Final until a human changes
 * something: exit code 2.
 */
public final class OpsMisconfigured extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public OpsMisconfigured(String message) {
    this(message, null);
  }

  public OpsMisconfigured(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
