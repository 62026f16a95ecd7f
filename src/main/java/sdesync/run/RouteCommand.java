package sdesync.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.history.Outcome;
import sdesync.history.OutputFacts;
import sdesync.history.RunState;
import sdesync.integration.Cancellation;
import sdesync.integration.StopCause;

/**
 * Runs a command that is a Camel route, in the caller's thread. A thread cannot be ended from
 * outside: at time-out and cancel the route's {@link CommandInput#cancellation()} says so, and the
 * run ends when the route does. Declaring it ended earlier would let the next run of the
 * integration overlap it.
 */
public final class RouteCommand {
  private static final Logger LOG = LoggerFactory.getLogger(RouteCommand.class);

  private final CommandRoutes routes;
  private final Masking masking;
  private final Duration timeout;
  private final ScheduledThreadPoolExecutor clock;

  /**
   * @param timeout {@code run.timeout}
   */
  public RouteCommand(CommandRoutes routes, Masking masking, Duration timeout) {
    this.routes = routes;
    this.masking = masking;
    this.timeout = timeout;
    this.clock = new ScheduledThreadPoolExecutor(1, RouteCommand::daemon);
    clock.setRemoveOnCancelPolicy(true);
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "route-timeouts");
    thread.setDaemon(true);
    return thread;
  }

  Outcome run(Handler.Route command, CommandInput input) {
    var masked = masking.of(input.params(), Map.of());
    var stop = new Cancellation();
    var late = new AtomicBoolean();
    Duration limit = Objects.requireNonNullElse(command.spec().timeout(), timeout);
    ScheduledFuture<?> alarm =
        clock.schedule(
            () -> {
              late.set(true);
              stop.cancel(StopCause.CANCELLED);
            },
            limit.toNanos(),
            TimeUnit.NANOSECONDS);
    input.cancellation().onCancel(stop::cancel);
    @Nullable Object result = null;
    @Nullable Throwable failure = null;
    try {
      result = routes.send(command.name(), stoppable(input, stop));
    } catch (RuntimeException e) {
      failure = cause(e);
    } finally {
      alarm.cancel(false);
    }
    Optional<Outcome> cut = cut(input, late.get(), limit);
    if (cut.isPresent()) {
      return cut.get();
    }
    return failure == null ? succeeded(result, masked) : failed(command, failure, masked);
  }

  private static CommandInput stoppable(CommandInput input, Cancellation stop) {
    return new CommandInput(
        input.runId(), input.attempt(), input.integration(), input.params(), input.sde(), stop);
  }

  private static Optional<Outcome> cut(CommandInput input, boolean late, Duration limit) {
    if (late) {
      return Optional.of(
          FailureClass.TIMED_OUT.outcome(
              "The route did not end within "
                  + Durations.text(limit)
                  + ". Give it more by command.NAME.timeout or run.timeout."));
    }
    return input.cancellation().cause().map(cause -> Stopped.outcome(cause, OutputFacts.NONE));
  }

  /** Exit codes are for processes: a route that ended well has none. */
  private static Outcome succeeded(@Nullable Object result, Masking.ForRun masked) {
    return new Outcome(
        RunState.SUCCEEDED,
        null,
        "",
        false,
        null,
        summary(result, masked),
        new OutputFacts(0, 0, 0, masked.flags()));
  }

  private static Outcome failed(Handler.Route command, Throwable failure, Masking.ForRun masked) {
    // The masked text only: an exception of a route may quote what the route was given.
    String what = masked.message(text(failure));
    LOG.warn("route of command {} failed: {}", command.name(), what);
    return FailureClass.ofRoute(failure).outcome("Route " + command.name() + " failed: " + what);
  }

  private static String text(Throwable failure) {
    String message = failure.getMessage();
    return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
  }

  private static Throwable cause(RuntimeException e) {
    return e instanceof CamelExecutionException && e.getCause() != null ? e.getCause() : e;
  }

  /** A flat map of numbers and short strings is the run's summary; anything else is none. */
  private static Map<String, Object> summary(@Nullable Object result, Masking.ForRun masked) {
    if (!(result instanceof Map<?, ?> map) || map.size() > ToldLines.MOST_ENTRIES) {
      return Map.of();
    }
    var summary = new LinkedHashMap<String, Object>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String key = masked.masker().mask(String.valueOf(entry.getKey()));
      if (entry.getValue() instanceof Number number) {
        summary.put(key, number);
      } else if (entry.getValue() instanceof String text
          && text.length() <= ToldLines.LONGEST_TEXT) {
        summary.put(key, masked.masker().mask(text));
      } else {
        return Map.of();
      }
    }
    return summary;
  }
}
