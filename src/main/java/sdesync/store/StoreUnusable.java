package sdesync.store;

import org.jspecify.annotations.Nullable;

/**
 * The store cannot be worked with until somebody changes something: a directory others can read, a
 * file of another program or version. The message says what.
 */
public final class StoreUnusable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoreUnusable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
