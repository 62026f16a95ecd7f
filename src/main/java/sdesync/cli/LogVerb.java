package sdesync.cli;

import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sdesync.ops.LogPart;
import sdesync.ops.RunView;

/** A run's captured output, masked. */
@Command(name = "log", description = "Prints the captured output of a run, secrets masked.")
final class LogVerb extends Verb {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

  @Parameters(paramLabel = "RUN", description = "The id of a run; `sde-sync runs` shows them.")
  private String run = "";

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on until the run has ended.")
  private boolean follow;

  LogVerb(Session session) {
    super(session);
  }

  @Override
  ExitCode ends() {
    if (!run.startsWith("r")) {
      throw new UsageProblem(
          "\""
              + Printable.inLine(run)
              + "\" is no run id, which starts with r; `sde-sync runs --integration ID` shows an"
              + " integration's");
    }
    try (var worker = session().reach(Program.Part.STORE)) {
      LogPart part = worker.operations().log(run, 0);
      while (!part.text().isEmpty() || (follow && !part.end())) {
        print(part.text());
        if (part.text().isEmpty()) {
          console().pause(BETWEEN_LOOKS);
        }
        part = worker.operations().log(run, part.next());
      }
      if (follow || console().errIsTerminal()) {
        RunView now = worker.operations().run(run);
        session()
            .tell(
                Words.name(now)
                    + " "
                    + Words.outcome(now, console().now(), new Paint(false))
                    + (now.ended() ? "" : ". Go on watching: sde-sync log --follow " + run));
      }
      return ExitCode.OK;
    }
  }

  /** On a terminal nothing in it is obeyed; into a file or pipe it goes as it was kept. */
  private void print(String text) {
    console().out().print(console().outIsTerminal() ? Printable.lines(text) : text);
    console().out().flush();
  }
}
