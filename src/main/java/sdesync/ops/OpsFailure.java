package sdesync.ops;

import org.jspecify.annotations.Nullable;

/**
 * What was asked of the worker could not be done. The message says what failed, with which value,
 * and what to do or what is allowed.
 */
public final class OpsFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What kind of failure, with the HTTP status that says so. */
  public enum Kind {
    /** The question itself is wrong. */
    INVALID(400),
    /** No token, or one nobody knows. */
    UNAUTHORIZED(401),
    /** The token may not do this. */
    FORBIDDEN(403),
    NOT_FOUND(404),
    /** It is too late for it, or it contradicts what was asked before. */
    CONFLICT(409),
    TOO_LARGE(413),
    TOO_MANY(429),
    /** The worker itself failed; its log has the cause. */
    INTERNAL(500),
    /** A daemon that is not there or does not answer, or a store another process holds. */
    UNREACHABLE(503);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    public int status() {
      return status;
    }
  }

  private final Kind kind;

  public OpsFailure(Kind kind, String message) {
    this(kind, message, null);
  }

  public OpsFailure(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  public static OpsFailure invalid(String message) {
    return new OpsFailure(Kind.INVALID, message);
  }

  public static OpsFailure noSuchIntegration(long id) {
    return new OpsFailure(
        Kind.NOT_FOUND, "no integration has the id " + id + "; `sde-sync list` shows all");
  }

  public static OpsFailure noSuchRun(String id) {
    return new OpsFailure(
        Kind.NOT_FOUND, "no run has the id " + id + "; `sde-sync runs` shows the newest");
  }
}
