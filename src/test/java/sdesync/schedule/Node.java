package sdesync.schedule;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import sdesync.history.Outcome;
import sdesync.history.OutputFacts;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.RunRequest;
import sdesync.integration.StopCause;
import sdesync.store.Database;

/** One engine whose runs start and end when the test says so. */
final class Node {
  static final EngineSettings SETTINGS =
      new EngineSettings(
          "one",
          16,
          4,
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          2,
          Duration.ofMinutes(1),
          Optional.empty());

  final Ledger ledger;
  final Engine engine;

  /** Everything the door was given, in order. */
  final List<RunRequest> started = Collections.synchronizedList(new ArrayList<>());

  /** Everything run-finished was told. */
  final List<Run> finished = Collections.synchronizedList(new ArrayList<>());

  private final Deque<Runnable> tasks = new ArrayDeque<>();
  private Function<RunRequest, Outcome> door = request -> succeeded();
  private Supplier<Optional<Reason>> gate = Optional::empty;

  Node(Database database, SlotRule rule, ManualTime time) {
    this(database, rule, time, new LedgerSettings(SETTINGS, true), EngineMode.EVERYTHING);
  }

  Node(
      Database database, SlotRule rule, ManualTime time, LedgerSettings settings, EngineMode mode) {
    ledger = new Ledger(database, rule, settings, time.clocks());
    engine =
        new Engine(mode, ledger, new Doors(this::run, finished::add, () -> gate.get()), tasks::add);
  }

  static Outcome succeeded() {
    return Outcome.succeeded(Map.of(), OutputFacts.NONE);
  }

  static Outcome failed() {
    return Outcome.of(RunState.FAILED, Reason.EXIT_CODE, "It ended with exit code 1.");
  }

  static Outcome unreachable() {
    return Outcome.transientFailure(Reason.TARGET_UNREACHABLE, "The tracker does not answer.");
  }

  private Outcome run(RunRequest request) {
    started.add(request);
    return request
        .cancellation()
        .cause()
        .map(cause -> Outcome.of(RunState.CANCELLED, reason(cause), "Ended."))
        .orElseGet(() -> door.apply(request));
  }

  private static Reason reason(StopCause cause) {
    return switch (cause) {
      case CANCELLED -> Reason.CANCELLED;
      case SHUTDOWN -> Reason.SHUTDOWN;
      case LEASE_LOST -> Reason.LEASE_LOST;
    };
  }

  Node ending(Function<RunRequest, Outcome> how) {
    door = how;
    return this;
  }

  void gate(Reason why) {
    gate = () -> Optional.of(why);
  }

  void gate(Supplier<Optional<Reason>> problem) {
    gate = problem;
  }

  void openGate() {
    gate = Optional::empty;
  }

  /** A look at the schedule; what it claims stays running. */
  Node tick() {
    engine.tick();
    return this;
  }

  /** What was claimed runs to its end. */
  Node finishAll() {
    while (!tasks.isEmpty()) {
      tasks.remove().run();
    }
    return this;
  }

  /** What was claimed runs to its end, all at the same time. */
  void finishTogether() throws InterruptedException {
    List<Thread> threads = tasks.stream().map(Thread::new).toList();
    tasks.clear();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** The oldest claimed run runs to its end. */
  void finishOne() {
    tasks.remove().run();
  }

  int claimed() {
    return tasks.size();
  }

  /** Looks and runs until nothing more is due. */
  Node settle() {
    tick();
    while (!tasks.isEmpty()) {
      finishAll();
      tick();
    }
    return this;
  }
}
