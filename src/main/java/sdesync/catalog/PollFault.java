package sdesync.catalog;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sdesync.history.Reason;
import sdesync.sde.SdeFailure;
import sdesync.store.StoreFailure;

/**
 * Why a poll failed.
 *
 * @param message for people, on one line
 * @param failure SD Elements' share in it; null when it is ours
 * @param expected false for what should not happen: the log gets its trace
 */
record PollFault(String message, @Nullable SdeFailure failure, boolean expected) {

  /**
   * @param token the key whose token polls use; it is named when it was refused
   */
  static PollFault of(Throwable cause, String token) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof SdeFailure failure) {
        return of(failure, token);
      }
      if (t instanceof StoreFailure) {
        return new PollFault(Quoted.sentence(String.valueOf(t.getMessage())), null, true);
      }
    }
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof IOException) {
        String message = "SD Elements did not answer (" + t.getClass().getSimpleName() + ")";
        return of(
            new SdeFailure(SdeFailure.Kind.UNREACHABLE, message, (Duration) null, cause), token);
      }
    }
    return new PollFault(
        "the poll failed by a fault of its own (%s); the log has the cause"
            .formatted(cause.getClass().getSimpleName()),
        null,
        false);
  }

  private static PollFault of(SdeFailure failure, String token) {
    String message = Quoted.sentence(String.valueOf(failure.getMessage()));
    boolean unnamed = failure.kind() == SdeFailure.Kind.UNAUTHORIZED && !message.contains(token);
    return new PollFault(unnamed ? message + " (" + token + ")" : message, failure, true);
  }

  /** Null when SD Elements answered, though not usefully, or when the fault is ours. */
  @Nullable Reason reason() {
    if (failure == null) {
      return null;
    }
    return switch (failure.kind()) {
      case UNREACHABLE -> Reason.SDE_UNREACHABLE;
      case UNAUTHORIZED -> Reason.SDE_UNAUTHORIZED;
      case BAD_ANSWER, REFUSED -> null;
    };
  }

  /** The head of the log line. */
  String spoken() {
    Reason reason = reason();
    if (reason != null) {
      return reason == Reason.SDE_UNREACHABLE
          ? "SD Elements unreachable"
          : "SD Elements refuses the token";
    }
    return failure == null ? "poll not possible" : "SD Elements' answer unusable";
  }
}
