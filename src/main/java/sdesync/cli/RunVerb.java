package sdesync.cli;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sdesync.ops.RunAnswers;
import sdesync.ops.RunAnswers.Excluded;
import sdesync.ops.RunAnswers.RunAnswer;
import sdesync.ops.RunOrder;
import sdesync.ops.RunView;
import sdesync.ops.Selector;

/** Runs integrations now and waits for them. */
@Command(name = "run", description = "Runs integrations now and waits until they have ended.")
final class RunVerb extends Verb {
  private static final Set<String> NOT_MEANT = Set.of("unknown_id", "not_selected");

  @Mixin private SelectorOptions which = new SelectorOptions();

  @Option(
      names = "--dry-run",
      description = "Says what would run, and of every other integration why not. Asks no tracker.")
  private boolean dryRun;

  @Option(names = "--no-wait", description = "Orders the runs and returns. Needs a daemon.")
  private boolean noWait;

  @Option(
      names = "--wait-timeout",
      paramLabel = "T",
      converter = TimeOptions.Span.class,
      description = "Waits no longer than that, such as 10m; then exit code 5, and the runs go on.")
  private @Nullable Duration waitTimeout;

  @Option(
      names = "--accept-plan",
      paramLabel = "HASH",
      description = "Lets exactly this plan of a native sync through that the guard has stopped.")
  private @Nullable String acceptPlan;

  @Option(names = "--json", description = "Prints the API's JSON.")
  private boolean json;

  RunVerb(Session session) {
    super(session);
  }

  @Override
  ExitCode ends() {
    Selector selector = which.required();
    if (noWait && waitTimeout != null) {
      throw new UsageProblem("--no-wait and --wait-timeout exclude each other; give one of them");
    }
    Access.Decision decision = session().decide();
    if (noWait && !decision.isRemote()) {
      throw new UsageProblem(
          "--no-wait needs a daemon, and none runs: without one the runs live in this process and"
              + " end with it. Leave --no-wait out, or start `sde-sync daemon`");
    }
    try (var worker = decision.open(Program.Part.WORKING)) {
      ExitCode polled =
          worker.remote() ? ExitCode.OK : FirstPoll.of(session(), worker.operations());
      if (polled == ExitCode.UNREACHABLE) {
        return polled;
      }
      RunAnswers answers =
          worker
              .operations()
              .requestRuns(new RunOrder(selector, dryRun, acceptPlan), console().login());
      return polled.and(dryRun ? preview(answers) : ordered(worker, answers));
    }
  }

  private ExitCode preview(RunAnswers answers) {
    if (json) {
      session().json(answers);
      return asked(answers);
    }
    Paint paint = console().paint();
    var table = new Table("ID", "ALIAS", "COMMAND", "WOULD", "WHY NOT");
    answers
        .results()
        .forEach(
            answer ->
                table.row(
                    Table.Cell.of(Long.toString(answer.run().integrationId())),
                    Table.Cell.of(answer.run().alias()),
                    Table.Cell.of(answer.run().command()),
                    new Table.Cell(would(answer), paint::good),
                    Table.Cell.of(Words.why(answer.run()).replaceFirst("^: ", ""))));
    answers
        .excluded()
        .forEach(
            out ->
                table.row(
                    Table.Cell.of(out.integrationId() == null ? "-" : "" + out.integrationId()),
                    Table.Cell.of(""),
                    Table.Cell.of(""),
                    new Table.Cell("not run", paint::warn),
                    Table.Cell.of(out.reason() + ": " + out.message())));
    console().out().print(table.lines(console().width(), paint));
    return asked(answers);
  }

  private static String would(RunAnswer answer) {
    return switch (answer.disposition()) {
      case "started" -> "run";
      case "joined" -> "join the waiting run";
      case "queued" -> "wait for the running one";
      default -> "be " + answer.disposition();
    };
  }

  private ExitCode ordered(Access.Reached worker, RunAnswers answers) {
    if (!json) {
      answers
          .excluded()
          .forEach(
              out ->
                  session()
                      .tell(
                          "Not run: "
                              + Words.name(out.integrationId(), null)
                              + ", "
                              + Printable.inLine(out.message())));
    }
    if (answers.results().isEmpty()) {
      if (json) {
        session().json(answers);
      }
      session().tell("Nothing to run; `sde-sync list` shows all integrations.");
      return ExitCode.NOTHING_MATCHED;
    }
    if (noWait) {
      return notWaited(answers);
    }
    var waiting = new Waiting(session(), worker, !json);
    Map<String, RunView> ended = waiting.until(answers, waitTimeout);
    RunAnswers after = new RunAnswers(withRuns(answers, ended), answers.excluded());
    if (json) {
      session().json(after);
    } else {
      new RunSummary(session()).print(after);
    }
    return asked(after).and(verdict(after));
  }

  private ExitCode notWaited(RunAnswers answers) {
    if (json) {
      session().json(answers);
    } else {
      answers
          .results()
          .forEach(
              a ->
                  session()
                      .say(
                          "%-9s%s  %s"
                              .formatted(a.disposition(), a.run().id(), Words.name(a.run()))));
    }
    boolean refused = answers.results().stream().anyMatch(a -> a.disposition().equals("refused"));
    return asked(answers).and(refused ? ExitCode.SOME_FAILED : ExitCode.OK);
  }

  private static List<RunAnswer> withRuns(RunAnswers answers, Map<String, RunView> ended) {
    return answers.results().stream()
        .map(
            a ->
                new RunAnswer(
                    a.disposition(), ended.getOrDefault(String.valueOf(a.run().id()), a.run())))
        .toList();
  }

  private static ExitCode verdict(RunAnswers answers) {
    if (answers.results().stream().anyMatch(a -> !a.run().ended())) {
      return ExitCode.WAIT_TIMED_OUT;
    }
    return answers.results().stream().allMatch(a -> a.run().succeeded())
        ? ExitCode.OK
        : ExitCode.SOME_FAILED;
  }

  /** Whether what was named is there at all, be it that none of it would run. */
  private static ExitCode asked(RunAnswers answers) {
    boolean nothingMeant =
        answers.excluded().stream().map(Excluded::reason).allMatch(NOT_MEANT::contains);
    if (answers.results().isEmpty() && nothingMeant) {
      return ExitCode.NOTHING_MATCHED;
    }
    return answers.excluded().stream().map(Excluded::reason).anyMatch("unknown_id"::equals)
        ? ExitCode.SOME_FAILED
        : ExitCode.OK;
  }
}
