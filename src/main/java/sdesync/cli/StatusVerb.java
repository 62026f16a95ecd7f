package sdesync.cli;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import sdesync.ops.StatusView;
import sdesync.ops.StatusView.Attention;

/** One screen: SD Elements, the list, counts, and what needs a human. */
@Command(name = "status", description = "Shows on one screen how it stands and what needs a human.")
final class StatusVerb extends Verb {
  private static final int MOST_SHOWN = 10;

  @Option(names = "--json", description = "Prints the API's JSON.")
  private boolean json;

  StatusVerb(Session session) {
    super(session);
  }

  @Override
  ExitCode ends() {
    try (var worker = session().reach(Program.Part.STORE)) {
      StatusView status = worker.operations().status();
      if (json) {
        session().json(status);
      } else {
        print(status, worker.remote());
      }
      return ExitCode.OK;
    }
  }

  private void print(StatusView status, boolean daemon) {
    Instant now = status.at();
    Paint paint = console().paint();
    fact(
        "Worker",
        (daemon ? "daemon" : "no daemon runs")
            + ", node "
            + Printable.inLine(status.node())
            + ", version "
            + Printable.inLine(status.version()));
    fact("SD Elements", sde(status.sde(), now, paint));
    fact("List", list(status.list(), now, paint));
    fact("Integrations", counts(status.integrations(), "none known"));
    fact("Runs", counts(status.runs(), "none"));
    attention(status.attention(), now, paint);
  }

  private void fact(String name, String text) {
    session().say("%-14s%s".formatted(name, text));
  }

  private static String sde(StatusView.SdeView sde, Instant now, Paint paint) {
    String state =
        switch (sde.state()) {
          case "reachable" -> paint.good("reachable");
          case "unreachable" -> paint.bad("unreachable");
          case "unauthorized" -> paint.bad("refuses the token");
          default -> "not asked yet";
        };
    String since =
        sde.since() == null
            ? ""
            : " since " + Times.absolute(sde.since()) + ", " + Times.relative(sde.since(), now);
    String problem =
        sde.problem() == null ? "" : "\n" + " ".repeat(14) + Printable.inLine(sde.problem());
    return Printable.inLine(sde.url()) + "  " + state + since + problem;
  }

  private static String list(StatusView.ListView list, Instant now, Paint paint) {
    if (list.lastSuccessAt() == null) {
      return paint.warn("never read yet") + "; `sde-sync poll` reads it";
    }
    String age = "read " + Times.both(list.lastSuccessAt(), now);
    return list.late() ? paint.bad("late: ") + age : age;
  }

  private static String counts(Map<String, Long> counts, String none) {
    var parts = new ArrayList<String>();
    new TreeMap<>(counts)
        .forEach(
            (state, count) -> {
              if (count > 0) {
                parts.add(count + " " + Printable.inLine(state));
              }
            });
    return parts.isEmpty() ? none : String.join(", ", parts);
  }

  private void attention(List<Attention> attention, Instant now, Paint paint) {
    PrintStream out = console().out();
    out.println();
    if (attention.isEmpty()) {
      out.println(paint.good("Nothing needs a human."));
      return;
    }
    out.println(paint.bad("Needs a human (" + attention.size() + ")"));
    attention.stream()
        .limit(MOST_SHOWN)
        .forEach(
            item -> {
              String who = Words.name(item.integrationId(), item.alias());
              String since =
                  item.since() == null ? "" : " (" + Times.relative(item.since(), now) + ")";
              out.println(
                  "  "
                      + (who.isEmpty() ? "" : paint.bold(who) + ": ")
                      + Printable.inLine(item.message())
                      + since);
              out.println("    " + paint.dim("do: ") + Printable.inLine(item.fix()));
            });
    if (attention.size() > MOST_SHOWN) {
      out.println("  … and " + (attention.size() - MOST_SHOWN) + " more: sde-sync status --json");
    }
  }
}
