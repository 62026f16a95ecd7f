package sdesync.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import sdesync.integration.ServerState;
import sdesync.ops.IntegrationView;
import sdesync.ops.RunView;

/** Runs and integrations in a few words. */
final class Words {
  private Words() {}

  /** {@code Payments (12)}, printable. */
  static String name(RunView run) {
    return name(run.integrationId(), run.alias());
  }

  static String name(IntegrationView integration) {
    return name(integration.id(), integration.alias());
  }

  static String name(@Nullable Long id, @Nullable String alias) {
    if (id == null) {
      return alias == null ? "" : Printable.inLine(alias);
    }
    return alias == null ? "integration " + id : Printable.inLine(alias) + " (" + id + ")";
  }

  /** {@code succeeded in 3 s}, {@code failed after 2 min: why}, {@code running since 1 min}. */
  static String outcome(RunView run, Instant now, Paint paint) {
    String state = paint.state(run.state());
    if (!run.ended()) {
      return state + standing(run, now);
    }
    String time = took(run);
    String lasted =
        time.isEmpty() || run.state().equals("refused")
            ? ""
            : (run.succeeded() ? " in " : " after ") + time;
    return state + lasted + why(run);
  }

  /** Its state; of one that waits the place in the queue too: {@code queued #3}. */
  static String state(RunView run) {
    return run.place() == null ? run.state() : run.state() + " #" + run.place();
  }

  private static String standing(RunView run, Instant now) {
    Instant since = run.startedAt() == null ? run.queuedAt() : run.startedAt();
    String progress = run.progress() == null ? "" : ", " + run.progress() + "% complete";
    return " since " + Times.span(Duration.between(since, now)) + progress + why(run);
  }

  static String why(RunView run) {
    if (!run.message().isEmpty()) {
      return ": " + Printable.inLine(run.message());
    }
    return run.reason() == null ? "" : ": " + Printable.inLine(run.reason());
  }

  /** How long it ran; empty when it did not. */
  static String took(RunView run) {
    return run.startedAt() == null || run.finishedAt() == null
        ? ""
        : Times.span(Duration.between(run.startedAt(), run.finishedAt()));
  }

  /** What SD Elements says of its own runs: {@code failed 3 h ago}; empty when it says nothing. */
  static String there(@Nullable ServerState server, Instant now) {
    if (server == null) {
      return "";
    }
    var said = new ArrayList<String>();
    if (Boolean.TRUE.equals(server.inProgress())) {
      said.add("running");
    }
    ServerState.Job job = server.lastJob();
    if (job != null && job.succeeded() != null) {
      said.add((job.succeeded() ? "succeeded " : "failed ") + Times.relative(job.lastRun(), now));
    } else if (server.lastSuccessfulRun() != null) {
      said.add("succeeded " + Times.relative(server.lastSuccessfulRun(), now));
    }
    if (Boolean.TRUE.equals(server.debugMode())) {
      said.add("debug mode");
    }
    return String.join(", ", said);
  }

  static String count(long count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }
}
