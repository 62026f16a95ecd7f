package sdesync.sde;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * SD Elements did not give what was asked for. The message says what failed, with which value, and
 * what to do; it never holds a secret.
 */
public final class SdeFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure, as far as anyone branches on it. */
  public enum Kind {
    /** Refused connection, TLS, time-out, 5xx, 429, …: may heal by itself. */
    UNREACHABLE,
    /** 401 or 403. */
    UNAUTHORIZED,
    /** An answer that is not what the API promises: wrong shape, redirect, cut short, … */
    BAD_ANSWER,
    /** It read what it was sent and does not take it; sending it again would change nothing. */
    REFUSED
  }

  private final Kind kind;
  private final @Nullable Duration retryAfter;

  public SdeFailure(
      Kind kind, String message, @Nullable Duration retryAfter, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  public Kind kind() {
    return kind;
  }

  /** What the server's {@code Retry-After} asked for. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
