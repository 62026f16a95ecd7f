package sdesync.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sdesync.ops.IntegrationView;
import sdesync.ops.Operations;
import sdesync.ops.OpsFailure;
import sdesync.ops.Page;
import sdesync.ops.RunView;
import sdesync.ops.Selector;

/** Ends runs: those named, or what runs and waits of the integrations selected. */
@Command(
    name = "cancel",
    description = "Cancels runs, by run id or by selecting their integrations.")
final class CancelVerb extends Verb {
  @Mixin private SelectorOptions which = new SelectorOptions();

  @Option(names = "--json", description = "Prints the runs as the API's JSON.")
  private boolean json;

  CancelVerb(Session session) {
    super(session);
  }

  @Override
  ExitCode ends() {
    List<String> named = which.words().stream().filter(word -> word.startsWith("r")).toList();
    which.without(named);
    Selector selector = named.isEmpty() ? which.required() : which.selector();
    try (var worker = session().reach(Program.Part.STORE)) {
      Set<String> runs = new LinkedHashSet<>(named);
      ExitCode found = ExitCode.OK;
      if (!selector.saysNothing()) {
        List<IntegrationView> selected = ListVerb.all(worker.operations(), selector);
        if (selected.isEmpty()) {
          session().tell("No integration matches; `sde-sync list` shows all.");
          found = ExitCode.NOTHING_MATCHED;
        }
        selected.forEach(i -> addRuns(i, runs));
      }
      var cancelled = new ArrayList<RunView>();
      for (String run : runs) {
        found = found.and(cancel(worker.operations(), run, cancelled));
      }
      if (json) {
        session().json(Page.whole(cancelled));
      } else if (runs.isEmpty() && found == ExitCode.OK) {
        session().say("Nothing runs or waits there.");
      }
      return found;
    }
  }

  private static void addRuns(IntegrationView integration, Set<String> runs) {
    for (RunView run : new RunView[] {integration.queued(), integration.running()}) {
      if (run != null && run.id() != null) {
        runs.add(run.id());
      }
    }
  }

  private ExitCode cancel(Operations operations, String run, List<RunView> cancelled) {
    try {
      RunView now = operations.cancel(run, console().login());
      cancelled.add(now);
      if (!json) {
        session()
            .say(
                Words.name(now)
                    + ": run "
                    + run
                    + (now.ended()
                        ? " is " + console().paint().state(now.state())
                        : " is told to stop; its command has its time of grace")
                    + ".");
      }
      return ExitCode.OK;
    } catch (OpsFailure e) {
      ExitCode code = ExitCode.of(e);
      if (code != ExitCode.SOME_FAILED && code != ExitCode.NOTHING_MATCHED) {
        throw e;
      }
      session().tell(Printable.inLine(String.valueOf(e.getMessage())));
      return code;
    }
  }
}
