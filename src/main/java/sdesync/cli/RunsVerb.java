package sdesync.cli;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sdesync.history.RunState;
import sdesync.ops.RunQuery;
import sdesync.ops.RunView;

/** History, newest first. */
@Command(name = "runs", description = "Lists runs and skipped slots, newest first.")
final class RunsVerb extends Verb {
  @Option(names = "--integration", paramLabel = "ID", description = "Of this integration.")
  private @Nullable Long integration;

  @Option(names = "--state", paramLabel = "S", description = "In this state, such as failed.")
  private @Nullable String state;

  @Option(
      names = "--since",
      paramLabel = "T",
      description = "Since this time, or that long ago: 2026-11-23T21:00Z or 2h.")
  private @Nullable String since;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many, 1 to 1000; ${DEFAULT-VALUE} unless given.",
      defaultValue = "50")
  private int limit;

  @Option(names = "--json", description = "Prints the API's JSON.")
  private boolean json;

  RunsVerb(Session session) {
    super(session);
  }

  @Override
  ExitCode ends() {
    if (limit < 1 || limit > RunQuery.MOST) {
      throw new UsageProblem("--limit is " + limit + "; allowed is 1 to " + RunQuery.MOST);
    }
    Instant from = TimeOptions.past("--since", since, console().now());
    var query = new RunQuery(List.of(), integration, state(), from, limit, null);
    try (var worker = session().reach(Program.Part.STORE)) {
      var page = worker.operations().runs(query);
      if (json) {
        session().json(page);
      } else if (page.results().isEmpty()) {
        session().tell("No run is like that.");
      } else {
        print(page.results());
        if (page.next() != null) {
          session().tell("There are more; --limit shows up to " + RunQuery.MOST + ".");
        }
      }
      return ExitCode.OK;
    }
  }

  private @Nullable RunState state() {
    if (state == null) {
      return null;
    }
    String wanted = state.toLowerCase(Locale.ROOT);
    return Arrays.stream(RunState.values())
        .filter(known -> known.wireName().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageProblem(
                    "--state is \""
                        + Printable.inLine(wanted)
                        + "\"; allowed are "
                        + String.join(
                            ", ",
                            Arrays.stream(RunState.values()).map(RunState::wireName).toList())));
  }

  private void print(List<RunView> runs) {
    Paint paint = console().paint();
    Instant now = console().now();
    var table = new Table("RUN", "INTEGRATION", "STATE", "WHEN", "TOOK", "TRIGGER", "MESSAGE");
    for (RunView run : runs) {
      table.row(
          Table.Cell.of(String.valueOf(run.id())),
          Table.Cell.of(Words.name(run)),
          new Table.Cell(Words.state(run), paint.like(run.state())),
          Table.Cell.of(Times.relative(when(run), now)),
          Table.Cell.of(Words.took(run)),
          Table.Cell.of(trigger(run)),
          Table.Cell.of(Words.why(run).replaceFirst("^: ", "")));
    }
    console().out().print(table.lines(console().width(), paint));
  }

  private static Instant when(RunView run) {
    if (run.finishedAt() != null) {
      return run.finishedAt();
    }
    return run.startedAt() == null ? run.queuedAt() : run.startedAt();
  }

  private static String trigger(RunView run) {
    if (run.slots() > 1) {
      return run.trigger() + ", " + run.slots() + " slots";
    }
    return run.requestedBy() == null ? run.trigger() : run.trigger() + ", " + run.requestedBy();
  }
}
