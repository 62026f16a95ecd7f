package sdesync.run;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.history.Outcome;
import sdesync.history.OutputFacts;
import sdesync.history.RunState;
import sdesync.integration.StopCause;

/**
 * The end of a route, as the outcome of its run. A route says by the body it ends with what became
 * of it: an {@link Outcome} is that, a flat map is the summary of a success, anything else is a
 * success without one. What it throws is a failure. Not masked yet.
 */
final class RouteEnd {
  private static final Logger LOG = LoggerFactory.getLogger(RouteEnd.class);

  private final Capture capture;
  private @Nullable Object result;
  private @Nullable Throwable failure;

  RouteEnd(Capture capture) {
    this.capture = capture;
  }

  Capture capture() {
    return capture;
  }

  void returned(@Nullable Object body) {
    result = body;
  }

  void threw(Throwable thrown) {
    failure = thrown;
  }

  Outcome timedOut(Duration limit) {
    return FailureClass.TIMED_OUT.outcome(
        "The route did not end within "
            + Durations.text(limit)
            + ". Give it more by command.NAME.timeout or run.timeout.",
        null,
        summary(result),
        facts());
  }

  Outcome stopped(StopCause cause) {
    return Stopped.outcome(cause, facts());
  }

  Outcome outcome(CommandName command) {
    if (failure != null) {
      return failed(command, failure);
    }
    if (result instanceof Outcome told && told.state() != RunState.SUCCEEDED) {
      return new Outcome(
          told.state(),
          told.reason(),
          told.message(),
          told.retryable(),
          null,
          summary(told),
          facts());
    }
    IOException lost = capture.failure();
    if (lost != null) {
      return (FailureClass.noSpace(lost) ? FailureClass.DISK_FULL_AFTER : FailureClass.INTERNAL)
          .outcome(
              "The route ended well, but its output could not be kept ("
                  + lost.getMessage()
                  + "). Make room in data.dir.",
              null,
              summary(result),
              facts());
    }
    // Exit codes are for processes: a route that ended well has none.
    return new Outcome(RunState.SUCCEEDED, null, "", false, null, summary(result), facts());
  }

  private Outcome failed(CommandName command, Throwable thrown) {
    String what = text(thrown);
    LOG.warn("route of command {} failed: {}", command, what);
    return FailureClass.ofRoute(thrown)
        .outcome("Route " + command + " failed: " + what, null, Map.of(), facts());
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }

  private OutputFacts facts() {
    if (capture.failure() != null) {
      capture.flag("output_lost");
    }
    return capture.facts();
  }

  /** A flat map of numbers and short strings; of anything else there is none. */
  private static Map<String, Object> summary(@Nullable Object body) {
    Object told = body instanceof Outcome outcome ? outcome.summary() : body;
    if (!(told instanceof Map<?, ?> map) || map.size() > ToldLines.MOST_ENTRIES) {
      return Map.of();
    }
    var summary = new LinkedHashMap<String, Object>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = String.valueOf(entry.getKey());
      if (entry.getValue() instanceof Number number) {
        summary.put(key, number);
      } else if (entry.getValue() instanceof String text
          && text.length() <= ToldLines.LONGEST_TEXT) {
        summary.put(key, text);
      } else {
        return Map.of();
      }
    }
    return summary;
  }
}
