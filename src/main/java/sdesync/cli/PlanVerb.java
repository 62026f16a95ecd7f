package sdesync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sdesync.ops.PlanView;

/** Prints what a native sync would do now, and why; writes nothing. */
@Command(
    name = "plan",
    description = "Says what a native sync would do now, and why. Writes nothing.")
final class PlanVerb extends Verb {
  private static final String LEAVE = "leave";

  @Parameters(paramLabel = "ID", description = "The integration's id.")
  private long id;

  @Option(names = "--json", description = "Prints the API's JSON.")
  private boolean json;

  PlanVerb(Session session) {
    super(session);
  }

  @Override
  ExitCode ends() {
    try (var worker = session().reach(Program.Part.WORKING)) {
      if (!worker.remote()) {
        ExitCode polled = FirstPoll.of(session(), worker.operations());
        if (polled == ExitCode.UNREACHABLE) {
          return polled;
        }
      }
      PlanView plan = worker.operations().plan(id);
      if (json) {
        session().json(plan);
      } else {
        print(plan);
      }
      return ExitCode.OK;
    }
  }

  private void print(PlanView plan) {
    Paint paint = console().paint();
    plan.warnings().forEach(w -> session().say(paint.warn("Warning: ") + Printable.inLine(w)));
    var table = new Table("TASK", "WOULD", "ITEM", "TO", "WHY");
    plan.changes().stream()
        .filter(line -> !line.action().equals(LEAVE))
        .forEach(line -> row(table, line));
    plan.changes().stream()
        .filter(line -> line.action().equals(LEAVE))
        .forEach(line -> row(table, line));
    console().out().print(table.lines(console().width(), paint));
    session().say("Plan " + plan.hash() + ". Nothing was written.");
    if (plan.guard() != null) {
      session()
          .say(
              paint.bad("It would stop: ")
                  + Printable.inLine(plan.guard())
                  + ". If it is right: sde-sync run "
                  + plan.integrationId()
                  + " --accept-plan "
                  + plan.hash());
    }
  }

  private static void row(Table table, PlanView.Line line) {
    table.row(
        Table.Cell.of(line.task()),
        Table.Cell.of(line.action().replace('_', ' ')),
        Table.Cell.of(line.item() == null ? "" : line.item()),
        Table.Cell.of(line.to() == null ? "" : line.to()),
        Table.Cell.of(line.reason()));
  }
}
