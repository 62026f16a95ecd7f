package sdesync.worker;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sdesync.ops.RunAnswers.RunAnswer;
import sdesync.ops.RunView;
import sdesync.sandbox.Meant;
import sdesync.sandbox.SandboxTable;

/** How the runs of the demonstration ended, against how the sandbox means them to. */
record DemoResult(List<RunAnswer> answers) {

  /** A line for each run. */
  void lines(PrintStream talk) {
    answers.stream().map(RunAnswer::run).map(DemoResult::line).forEach(talk::println);
  }

  /**
   * Says what ended otherwise and, as the last line, what was meant to fail.
   *
   * @return whether all ended as they were meant to
   */
  boolean tell(PrintStream talk) {
    List<RunView> otherwise =
        answers.stream().map(RunAnswer::run).filter(run -> !asMeant(run)).toList();
    for (RunView run : otherwise) {
      talk.println(run.integrationId() + " was meant to end " + meant(run) + ", not " + end(run));
    }
    talk.println(
        (otherwise.isEmpty() ? "All ended as meant. " : "")
            + "Meant to fail: "
            + answers.stream()
                .map(RunAnswer::run)
                .filter(run -> !meant(run).state().equals("succeeded"))
                .map(run -> run.integrationId() + " " + run.command() + " (" + meant(run) + ")")
                .collect(Collectors.joining(", "))
            + ".");
    return otherwise.isEmpty();
  }

  private static String line(RunView run) {
    return String.format(
            Locale.ROOT,
            "%3d  %-20s %-18s %-26s %6s  %s",
            run.integrationId(),
            run.alias(),
            run.command(),
            end(run),
            seconds(run.startedAt(), run.finishedAt()),
            run.summary().isEmpty() ? run.message() : run.summary())
        .stripTrailing();
  }

  private static String seconds(@Nullable Instant from, @Nullable Instant to) {
    if (from == null || to == null) {
      return "";
    }
    return String.format(Locale.ROOT, "%.1f s", Duration.between(from, to).toMillis() / 1000.0);
  }

  private static boolean asMeant(RunView run) {
    return meant(run).toString().equals(end(run));
  }

  private static String end(RunView run) {
    return run.reason() == null ? run.state() : run.state() + ": " + run.reason();
  }

  private static Meant meant(RunView run) {
    return SandboxTable.meant(run.integrationId()).orElseThrow();
  }
}
