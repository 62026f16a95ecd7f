package sdesync.run;

import static sdesync.history.Reason.DISK_FULL;
import static sdesync.history.Reason.INTERNAL_ERROR;
import static sdesync.history.Reason.LAUNCH_FAILED;
import static sdesync.history.Reason.ROUTE_FAILED;
import static sdesync.history.Reason.SDE_UNAUTHORIZED;
import static sdesync.history.Reason.SDE_UNREACHABLE;
import static sdesync.history.Reason.TIMEOUT;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sdesync.history.Outcome;
import sdesync.history.OutputFacts;
import sdesync.history.Reason;
import sdesync.history.RunState;
import sdesync.sde.SdeFailure;

/**
 * The classes of failure, and for each whether another attempt may help. Only here is that decided.
 */
enum FailureClass {
  /** Networks, restarts and maintenance pages of SD Elements pass by themselves. */
  SDE_AWAY(SDE_UNREACHABLE, true),
  /** A refused token stays refused until somebody acts; asking on would lock it out. */
  SDE_REFUSED(SDE_UNAUTHORIZED, false),
  /** The command said so itself, by an exit code of {@code retry-exit-codes}. */
  EXIT_CODE_TO_RETRY(Reason.EXIT_CODE, true),
  /** The command's own verdict. It may have done half its work; only it could know better. */
  EXIT_CODE(Reason.EXIT_CODE, false),
  /** It would take the whole time again, and most likely once more in vain. */
  TIMED_OUT(TIMEOUT, false),
  /** A missing program, folder or right: somebody must act. */
  LAUNCH(LAUNCH_FAILED, false),
  /** Nothing was executed yet, and space comes back. */
  DISK_FULL_BEFORE(DISK_FULL, true),
  /** The command ran; running it again would do its work twice. */
  DISK_FULL_AFTER(DISK_FULL, false),
  /** A route could not reach a host: as with SD Elements, that passes by itself. */
  ROUTE_NETWORK(ROUTE_FAILED, true),
  /** What a route throws otherwise it would throw again. */
  ROUTE(ROUTE_FAILED, false),
  /** A fault of the worker's own repeats itself. */
  INTERNAL(INTERNAL_ERROR, false);

  private static final Set<String> NO_SPACE =
      Set.of("no space left on device", "disk quota exceeded");

  private final Reason reason;
  private final boolean retryable;

  FailureClass(Reason reason, boolean retryable) {
    this.reason = reason;
    this.retryable = retryable;
  }

  /** The class of what SD Elements' client threw. */
  static FailureClass of(SdeFailure failure) {
    return failure.kind() == SdeFailure.Kind.UNAUTHORIZED ? SDE_REFUSED : SDE_AWAY;
  }

  /** The class of what stood in the way before anything was executed. */
  static FailureClass before(IOException failure) {
    return noSpace(failure) ? DISK_FULL_BEFORE : LAUNCH;
  }

  /** The class of what a route threw. */
  static FailureClass ofRoute(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SdeFailure sde) {
        return of(sde);
      }
      if (t instanceof ConnectException
          || t instanceof NoRouteToHostException
          || t instanceof SocketTimeoutException
          || t instanceof UnknownHostException) {
        return ROUTE_NETWORK;
      }
    }
    return ROUTE;
  }

  /** Whether a write failed since the disk, or the user's share of it, is full. */
  static boolean noSpace(IOException failure) {
    String text =
        failure instanceof FileSystemException file && file.getReason() != null
            ? file.getReason()
            : String.valueOf(failure.getMessage());
    return NO_SPACE.contains(text.toLowerCase(Locale.ROOT));
  }

  Outcome outcome(String message) {
    return outcome(message, null, Map.of(), OutputFacts.NONE);
  }

  Outcome outcome(
      String message, @Nullable Integer exitCode, Map<String, Object> summary, OutputFacts output) {
    RunState state = this == TIMED_OUT ? RunState.TIMED_OUT : RunState.FAILED;
    return new Outcome(state, reason, message, retryable, exitCode, summary, output);
  }
}
