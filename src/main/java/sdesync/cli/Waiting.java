package sdesync.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sdesync.ops.RunAnswers;
import sdesync.ops.RunQuery;
import sdesync.ops.RunView;

/** Waits for runs: one line that is written over on a terminal, else a line for each that ends. */
final class Waiting {
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /** Asked for at once; the rest are behind these in the queue. */
  private static final int AT_ONCE = 100;

  private final Session session;
  private final Access.Reached worker;
  private final boolean talks;
  private final StatusLine line;
  private final Map<String, RunView> open = new LinkedHashMap<>();
  private final Map<String, RunView> ended = new HashMap<>();

  /** For Ctrl-C, which comes on a thread of its own. */
  private final Map<String, Boolean> going = new ConcurrentHashMap<>();

  /**
   * @param talks whether ends are told on stdout
   */
  Waiting(Session session, Access.Reached worker, boolean talks) {
    this.session = session;
    this.worker = worker;
    this.talks = talks;
    this.line = new StatusLine(session.console());
  }

  /**
   * Until all have ended, or for that long; null for without limit. Returns the runs by id as they
   * are then.
   */
  Map<String, RunView> until(RunAnswers answers, @Nullable Duration limit) {
    for (RunAnswers.RunAnswer answer : answers.results()) {
      seen(answer.run());
    }
    open.keySet().forEach(id -> going.put(id, true));
    Runnable forget = worker.remote() ? session.console().onInterrupt(this::interrupted) : () -> {};
    try {
      waits(limit);
    } finally {
      line.clear();
      forget.run();
    }
    var all = new HashMap<>(open);
    all.putAll(ended);
    return all;
  }

  private void waits(@Nullable Duration limit) {
    Instant start = session.console().now();
    Duration pause = FIRST;
    while (!open.isEmpty()) {
      int before = ended.size();
      look();
      if (open.isEmpty()) {
        return;
      }
      line.show(standing());
      Duration waited = Duration.between(start, session.console().now());
      if (limit != null && waited.compareTo(limit) >= 0) {
        session.tell(
            "The wait timed out after "
                + Times.span(limit)
                + "; "
                + Words.count(open.size(), "run goes", "runs go")
                + " on. See how they end: sde-sync runs");
        return;
      }
      pause = ended.size() > before ? FIRST : shorter(pause.multipliedBy(3).dividedBy(2), LONGEST);
      session.console().pause(limit == null ? pause : shorter(pause, limit.minus(waited)));
    }
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private void look() {
    List<String> ids = open.keySet().stream().limit(AT_ONCE).toList();
    worker.operations().runs(RunQuery.ofIds(ids)).results().forEach(this::seen);
  }

  private void seen(RunView run) {
    String id = String.valueOf(run.id());
    if (!run.ended()) {
      open.put(id, run);
      return;
    }
    open.remove(id);
    going.remove(id);
    if (ended.put(id, run) == null && talks) {
      line.clear();
      Console console = session.console();
      session.say(Words.name(run) + " " + Words.outcome(run, console.now(), console.paint()));
    }
  }

  private String standing() {
    Map<String, Long> states =
        open.values().stream()
            .collect(Collectors.groupingBy(RunView::state, TreeMap::new, Collectors.counting()));
    var parts = new ArrayList<String>();
    if (open.size() + ended.size() == 1) {
      RunView only = open.values().iterator().next();
      return Words.name(only)
          + " "
          + Words.outcome(only, session.console().now(), new Paint(false));
    }
    parts.add(ended.size() + " of " + (ended.size() + open.size()) + " ended");
    states.forEach((state, count) -> parts.add(count + " " + state));
    return String.join(", ", parts);
  }

  private void interrupted() {
    List<String> ids = going.keySet().stream().sorted().toList();
    if (ids.isEmpty()) {
      return;
    }
    String some = ids.stream().limit(AT_ONCE).collect(Collectors.joining(" "));
    session.tell(
        "\nNo longer waiting; "
            + Words.count(ids.size(), "run goes", "runs go")
            + " on. To cancel: sde-sync cancel "
            + some
            + (ids.size() > AT_ONCE ? " …" : ""));
  }
}
