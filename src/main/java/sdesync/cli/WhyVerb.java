package sdesync.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sdesync.ops.Why;

/** Why an integration ran, did not run, or has not run yet. */
@Command(name = "why", description = "Says why an integration ran, did not run or has not run yet.")
final class WhyVerb extends Verb {
  @Parameters(paramLabel = "ID", description = "The id of an integration.")
  private long id;

  @Option(
      names = "--at",
      paramLabel = "T",
      description = "At this time, or that long ago: 2026-11-23T02:00Z or 2h; now unless given.")
  private @Nullable String at;

  @Option(names = "--json", description = "Prints the API's JSON.")
  private boolean json;

  WhyVerb(Session session) {
    super(session);
  }

  @Override
  ExitCode ends() {
    Instant time = TimeOptions.past("--at", at, console().now());
    try (var worker = session().reach(Program.Part.STORE)) {
      Why why = worker.operations().why(id, time);
      if (json) {
        session().json(why);
      } else {
        why.causes().forEach(this::print);
      }
      return ExitCode.OK;
    }
  }

  private void print(Why.Cause cause) {
    String since =
        cause.since() == null ? "" : " Since " + Times.both(cause.since(), console().now()) + ".";
    session().say(Printable.inLine(cause.message()) + since);
  }
}
