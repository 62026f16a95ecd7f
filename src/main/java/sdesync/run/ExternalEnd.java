package sdesync.run;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.history.Outcome;
import sdesync.history.OutputFacts;
import sdesync.integration.StopCause;
import sdesync.process.CommandExit;
import sdesync.run.RunSettings.CommandSpec;

/** The end of a process, as the outcome of its run; not masked yet. */
final class ExternalEnd {
  private static final Logger LOG = LoggerFactory.getLogger(ExternalEnd.class);

  private final CommandExit exit;
  private final Capture capture;
  private final OutputFacts facts;

  /**
   * @param capture finished
   */
  ExternalEnd(CommandExit exit, Capture capture) {
    this.exit = exit;
    this.capture = capture;
    if (exit.pipeHeldOpen()) {
      capture.flag("pipe_held_open");
    }
    if (exit.sinkFailure() != null) {
      LOG.error("the rest of a command's output was lost", exit.sinkFailure());
    }
    if (exit.sinkFailure() != null || capture.failure() != null) {
      capture.flag("output_lost");
    }
    this.facts = capture.facts();
  }

  Outcome outcome(CommandSpec spec, Duration timeout, CommandInput input) {
    return switch (exit.how()) {
      case LEASE_LOST -> Stopped.outcome(StopCause.LEASE_LOST, facts);
      case STOPPED ->
          Stopped.outcome(input.cancellation().cause().orElse(StopCause.CANCELLED), facts);
      case TIMED_OUT ->
          FailureClass.TIMED_OUT.outcome(
              "The command did not end within %s and was ended with all it had started."
                      .formatted(Durations.text(timeout))
                  + " Give it more by command.NAME.timeout or run.timeout.",
              null,
              capture.summary(),
              facts);
      case EXITED -> exited(spec, exit.exitCode());
    };
  }

  private Outcome exited(CommandSpec spec, @Nullable Integer code) {
    Map<String, Object> summary = capture.summary();
    if (code == null) {
      return FailureClass.INTERNAL.outcome(
          "The command's process neither ended nor could be killed; look for it on this node.",
          null,
          summary,
          facts);
    }
    if (code != 0) {
      boolean again = spec.retryExitCodes().contains(code);
      return (again ? FailureClass.EXIT_CODE_TO_RETRY : FailureClass.EXIT_CODE)
          .outcome(exitCode(code), code, summary, facts);
    }
    IOException lost = capture.failure();
    if (lost != null) {
      return (FailureClass.noSpace(lost) ? FailureClass.DISK_FULL_AFTER : FailureClass.INTERNAL)
          .outcome(
              "The command ended well, but its output could not be kept ("
                  + lost.getMessage()
                  + "). Make room in data.dir.",
              code,
              summary,
              facts);
    }
    return Outcome.succeeded(summary, facts);
  }

  private String exitCode(int code) {
    // A process that dies by a signal shows as 128 + the signal's number.
    String signal = code > 128 && code < 160 ? " (signal " + (code - 128) + ")" : "";
    String last = capture.lastLine();
    return "The command ended with exit code "
        + code
        + signal
        + (last.isEmpty() ? " and no output." : ". Its last line: " + last);
  }
}
