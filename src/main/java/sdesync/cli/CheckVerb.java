package sdesync.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sdesync.ops.CheckReport;
import sdesync.ops.CheckReport.CheckResult;

/** Looks at everything that can be wrong before it is, and changes nothing. */
@Command(
    name = "check",
    description =
        "Validates configuration, routes and commands and asks SD Elements; changes nothing.")
final class CheckVerb extends Verb {
  @Option(names = "--json", description = "Prints the API's JSON.")
  private boolean json;

  CheckVerb(Session session) {
    super(session);
  }

  @Override
  ExitCode ends() {
    CheckReport report;
    try {
      report = check();
    } catch (ConfigurationProblem e) {
      report = wrong(e);
    }
    if (json) {
      session().json(report);
    } else {
      report.results().forEach(this::print);
    }
    return ends(report);
  }

  private CheckReport check() {
    Access.Decision decision = session().decide();
    if (!decision.isRemote()) {
      return session().program().check(session().config());
    }
    try (var worker = decision.open(Program.Part.STORE)) {
      return worker.operations().check();
    }
  }

  private static CheckReport wrong(ConfigurationProblem problem) {
    List<CheckResult> results =
        problem.problems().stream()
            .map(text -> new CheckResult("configuration", false, text, null))
            .toList();
    return CheckReport.of(results);
  }

  /** SD Elements away or refusing a token is one thing, anything else is to be corrected here. */
  private static ExitCode ends(CheckReport report) {
    if (report.ok()) {
      return ExitCode.OK;
    }
    return report.results().stream().filter(r -> !r.ok()).allMatch(CheckResult::reachability)
        ? ExitCode.UNREACHABLE
        : ExitCode.USAGE;
  }

  private void print(CheckResult result) {
    Paint paint = console().paint();
    String mark = result.ok() ? paint.good("ok   ") : paint.bad("WRONG");
    session()
        .say(
            mark
                + "  "
                + paint.bold(Printable.inLine(result.name()))
                + "  "
                + Printable.inLine(result.message()));
    if (result.fix() != null) {
      session().say("       do: " + Printable.inLine(result.fix()));
    }
  }
}
