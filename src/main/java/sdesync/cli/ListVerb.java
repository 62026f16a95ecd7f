package sdesync.cli;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sdesync.ops.IntegrationQuery;
import sdesync.ops.IntegrationView;
import sdesync.ops.Operations;
import sdesync.ops.Page;
import sdesync.ops.Selector;

/** Every integration with next run, last run, state and handler. */
@Command(
    name = "list",
    description =
        "Lists the integrations with their next and last run. Without a daemon it polls first.")
final class ListVerb extends Verb {
  private static final int MOST_PROBLEMS = 10;
  private static final List<String> TITLES =
      List.of(
          "ID",
          "ALIAS",
          "PROJECT",
          "SYSTEM",
          "COMMAND",
          "HANDLER",
          "FREQUENCY",
          "STATE",
          "NEXT",
          "LAST");

  @Mixin private SelectorOptions which = new SelectorOptions();

  @Option(names = "--json", description = "Prints the API's JSON.")
  private boolean json;

  ListVerb(Session session) {
    super(session);
  }

  @Override
  ExitCode ends() {
    Selector selector = which.selector();
    try (var worker = session().reach(Program.Part.WORKING)) {
      ExitCode polled =
          worker.remote() ? ExitCode.OK : FirstPoll.of(session(), worker.operations());
      List<IntegrationView> found = all(worker.operations(), selector);
      if (json) {
        session().json(Page.whole(found));
      } else {
        print(found);
      }
      boolean nothing = found.isEmpty() && !selector.saysNothing() && !selector.all();
      if (nothing) {
        session().tell("No integration matches; `sde-sync list` shows all.");
      }
      return polled.and(nothing ? ExitCode.NOTHING_MATCHED : ExitCode.OK);
    }
  }

  /** Every page of them. */
  static List<IntegrationView> all(Operations operations, Selector selector) {
    var found = new ArrayList<IntegrationView>();
    String cursor = null;
    do {
      var page =
          operations.integrations(new IntegrationQuery(selector, IntegrationQuery.MOST, cursor));
      found.addAll(page.results());
      cursor = page.cursor();
    } while (cursor != null);
    return found;
  }

  private void print(List<IntegrationView> found) {
    if (found.isEmpty()) {
      return;
    }
    Paint paint = console().paint();
    // Only servers that list connections say anything of their own runs.
    boolean there = found.stream().anyMatch(i -> !there(i).isEmpty());
    var titles = new ArrayList<>(TITLES);
    if (there) {
      titles.add("SD ELEMENTS SAYS");
    }
    var table = new Table(titles.toArray(String[]::new));
    for (IntegrationView i : found) {
      var cells =
          new ArrayList<>(
              List.of(
                  Table.Cell.of(Long.toString(i.id())),
                  Table.Cell.of(i.alias()),
                  Table.Cell.of(i.projectId() == null ? "-" : Long.toString(i.projectId())),
                  Table.Cell.of(i.system()),
                  Table.Cell.of(i.command()),
                  new Table.Cell(i.handler(), t -> i.handler().equals("none") ? paint.bad(t) : t),
                  Table.Cell.of(i.frequency()),
                  new Table.Cell(i.state(), paint.like(i.state())),
                  Table.Cell.of(next(i)),
                  last(i, paint)));
      if (there) {
        cells.add(Table.Cell.of(there(i)));
      }
      table.row(cells.toArray(Table.Cell[]::new));
    }
    console().out().print(table.lines(console().width(), paint));
    problems(found, paint);
  }

  /** Below the table, for they are sentences. */
  private void problems(List<IntegrationView> found, Paint paint) {
    var wrong = found.stream().filter(i -> i.problem() != null).toList();
    if (wrong.isEmpty()) {
      return;
    }
    session().say("");
    wrong.stream()
        .limit(MOST_PROBLEMS)
        .forEach(
            i ->
                session()
                    .say(
                        paint.warn(Words.name(i))
                            + ": "
                            + Printable.inLine(String.valueOf(i.problem()))));
    if (wrong.size() > MOST_PROBLEMS) {
      session().say("… and " + (wrong.size() - MOST_PROBLEMS) + " more: sde-sync status");
    }
  }

  private String there(IntegrationView i) {
    return Words.there(i.server(), console().now());
  }

  private String next(IntegrationView i) {
    if (i.running() != null) {
      Integer progress = i.running().progress();
      return "running" + (progress == null ? "" : " " + progress + "%");
    }
    return i.queued() != null
        ? Words.state(i.queued())
        : Times.relative(i.nextRunAt(), console().now());
  }

  private Table.Cell last(IntegrationView i, Paint paint) {
    var last = i.lastRun();
    if (last == null) {
      return Table.Cell.of("-");
    }
    String text = last.state() + " " + ago(last.finishedAt());
    return new Table.Cell(text, paint.like(last.state()));
  }

  private String ago(@Nullable Instant time) {
    return Times.relative(time, console().now());
  }
}
