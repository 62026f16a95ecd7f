package sdesync.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import sdesync.ops.RunAnswers;
import sdesync.ops.RunView;

/** How runs ended, for people: those that did not succeed with what to do, and a count. */
final class RunSummary {
  private static final int MOST_SHOWN = 20;

  /** With more than these the ends have scrolled away. */
  private static final int AT_A_GLANCE = 10;

  private final Session session;

  RunSummary(Session session) {
    this.session = session;
  }

  void print(RunAnswers answers) {
    Paint paint = session.console().paint();
    List<RunView> runs = answers.results().stream().map(RunAnswers.RunAnswer::run).toList();
    List<RunView> bad =
        runs.stream()
            .filter(run -> !run.succeeded())
            .sorted(Comparator.comparing(RunView::integrationId))
            .toList();
    if (runs.size() > AT_A_GLANCE && !bad.isEmpty()) {
      session.say("");
      session.say(paint.bold("Not succeeded:"));
      bad.stream().limit(MOST_SHOWN).forEach(run -> session.say("  " + line(run, paint)));
      if (bad.size() > MOST_SHOWN) {
        session.say("  … and " + (bad.size() - MOST_SHOWN) + " more: sde-sync runs");
      }
    }
    bad.stream()
        .filter(run -> run.id() != null && run.startedAt() != null)
        .findFirst()
        .ifPresent(run -> session.say("Its output: sde-sync log " + run.id()));
    if (runs.size() > 1) {
      session.say(counts(runs, paint));
    }
  }

  private String line(RunView run, Paint paint) {
    return Words.name(run) + " " + Words.outcome(run, session.console().now(), paint);
  }

  private static String counts(List<RunView> runs, Paint paint) {
    Map<String, Long> byState =
        runs.stream()
            .collect(Collectors.groupingBy(RunView::state, TreeMap::new, Collectors.counting()));
    return Words.count(runs.size(), "run", "runs")
        + ": "
        + byState.entrySet().stream()
            .map(e -> paint.like(e.getKey()).apply(e.getValue() + " " + e.getKey()))
            .collect(Collectors.joining(", "));
  }
}
