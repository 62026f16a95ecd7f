package sdesync.cli;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sdesync.ops.IntegrationView;
import sdesync.ops.PauseOrder;
import sdesync.ops.Selector;

/** Holds integrations back. */
@Command(
    name = "pause",
    description = "Holds integrations back: what runs goes on, what waits is skipped.")
final class PauseVerb extends Verb {
  @Mixin private SelectorOptions which = new SelectorOptions();

  @Option(
      names = "--until",
      paramLabel = "T",
      description = "Until this time, or for that long: 2026-11-24T06:00Z or 8h.")
  private @Nullable String until;

  @Option(names = "--note", paramLabel = "TEXT", description = "Why, for the others.")
  private @Nullable String note;

  @Option(names = "--json", description = "Prints the API's JSON.")
  private boolean json;

  PauseVerb(Session session) {
    super(session);
  }

  @Override
  ExitCode ends() {
    Selector selector = which.required();
    Instant end = TimeOptions.future("--until", until, console().now());
    if (end != null && !end.isAfter(console().now())) {
      throw new UsageProblem("--until is " + end + ", which is past; give a time to come");
    }
    try (var worker = session().reach(Program.Part.STORE)) {
      var paused =
          worker.operations().pause(new PauseOrder(selector, end, note), console().login());
      if (json) {
        session().json(paused);
      }
      return told(
          session(),
          json,
          paused.results(),
          end == null ? "Paused" : "Paused until " + Times.absolute(end));
    }
  }

  static ExitCode told(Session session, boolean json, List<IntegrationView> done, String what) {
    if (done.isEmpty()) {
      session.tell("No integration matches; `sde-sync list` shows all.");
      return ExitCode.NOTHING_MATCHED;
    }
    if (!json) {
      done.forEach(integration -> session.say(what + ": " + Words.name(integration)));
    }
    return ExitCode.OK;
  }
}
