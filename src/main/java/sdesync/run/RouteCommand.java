package sdesync.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.CamelExecutionException;
import sdesync.history.Outcome;
import sdesync.integration.Cancellation;
import sdesync.integration.StopCause;

/**
 * Runs a command that is a Camel route, in the caller's thread. A thread cannot be ended from
 * outside: at time-out and cancel the route's {@link CommandInput#cancellation()} says so, and the
 * run ends when the route does. Declaring it ended earlier would let the next run of the
 * integration overlap it.
 */
public final class RouteCommand {
  private final CommandRoutes routes;
  private final Masking masking;
  private final Captures captures;
  private final Duration timeout;
  private final ScheduledThreadPoolExecutor clock;

  /**
   * @param timeout {@code run.timeout}
   */
  public RouteCommand(CommandRoutes routes, Masking masking, Captures captures, Duration timeout) {
    this.routes = routes;
    this.masking = masking;
    this.captures = captures;
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
    try (var masked = masking.of(input.params(), Map.of())) {
      return masked.outcome(run(command, input, masked));
    }
  }

  private Outcome run(Handler.Route command, CommandInput input, Masking.ForRun masked) {
    try {
      return run(command, input, new RouteEnd(captures.begin(input, masked)));
    } catch (IOException e) {
      return FailureClass.before(e)
          .outcome(
              "The run could not begin: its output cannot be kept (%s).".formatted(e.getMessage())
                  + " Make room in data.dir or correct its owner.");
    }
  }

  private Outcome run(Handler.Route command, CommandInput input, RouteEnd end) {
    var stop = new Cancellation(() -> input.cancellation().cause());
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
    try (var lines = new CapturedLines(end.capture())) {
      end.returned(routes.send(command.name(), input.forRoute(stop, lines)));
    } catch (RuntimeException e) {
      end.threw(cause(e));
    } finally {
      alarm.cancel(false);
    }
    if (late.get()) {
      return end.timedOut(limit);
    }
    Optional<StopCause> cut = input.cancellation().cause();
    return cut.map(end::stopped).orElseGet(() -> end.outcome(command.name()));
  }

  private static Throwable cause(RuntimeException e) {
    return e instanceof CamelExecutionException && e.getCause() != null ? e.getCause() : e;
  }
}
