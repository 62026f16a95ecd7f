package sdesync.sync;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SD Elements or the tracker did not do what it was asked. The message says what failed, with which
 * value, and what to do; it never holds a secret, and no cause is kept that could.
 */
public final class PeerFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure, as far as anyone branches on it. */
  public enum Kind {
    /** Surely not applied, ask again later: 429, no connection. */
    BUSY,
    /**
     * No whole answer, so a write may or may not have been applied: reset, time-out, 5xx, a body
     * cut short. May heal by itself.
     */
    LOST,
    /** Something else answers, or not in the protocol: an HTML page, a redirect, a wrong shape. */
    NONSENSE,
    /** The credentials are wrong, expired or may not do this: 401, 403, a read-only key. */
    UNAUTHORIZED,
    /** Understood and refused, for this one item or task alone. */
    REFUSED
  }

  private final Kind kind;
  private final @Nullable Duration retryAfter;

  public PeerFailure(Kind kind, String message) {
    this(kind, message, null);
  }

  /**
   * @param retryAfter what the peer's {@code Retry-After} asked for
   */
  public PeerFailure(Kind kind, String message, @Nullable Duration retryAfter) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
