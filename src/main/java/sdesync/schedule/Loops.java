package sdesync.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The engine's threads. Three loops, so that neither a long claim nor a hanging connection keeps
 * the heart from beating, and nothing at all keeps the lease from being watched.
 */
final class Loops {
  private static final Logger LOG = LoggerFactory.getLogger(Loops.class);

  /** Between two looks at the schedule, at most. */
  static final Duration LOOK = Duration.ofMillis(250);

  private static final Duration LAST_STEP = Duration.ofSeconds(5);

  private final Engine engine;
  private final Signal work = new Signal();
  private final List<Thread> threads = new ArrayList<>();
  private volatile Duration next = LOOK;
  private volatile boolean stopped;

  Loops(Engine engine) {
    this.engine = engine;
  }

  /** As many at once as there are places, and none while nothing runs. */
  static Executor workers(int places) {
    // A run leaves its place a moment before its thread is free: hence some to spare.
    return new ThreadPoolExecutor(
        0, 2 * places + 4, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons("run"));
  }

  /** Threads of that name, numbered, that keep no process alive. */
  static ThreadFactory daemons(String name) {
    var number = new AtomicInteger();
    return task -> daemon(name + "-" + number.incrementAndGet(), task);
  }

  private static Thread daemon(String name, Runnable task) {
    var thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  synchronized void start(Duration beatEvery) {
    Duration often = beatEvery.dividedBy(2).compareTo(LOOK) < 0 ? beatEvery.dividedBy(2) : LOOK;
    var unheard = new Signal();
    loop("lease", () -> often, unheard, engine::watch);
    loop("heart", () -> often, unheard, engine::keep);
    loop("schedule", this::untilNextLook, work, engine::dispatch);
  }

  /**
   * The schedule's next look comes then, or earlier: what is asked of other nodes has to be seen.
   */
  void lookIn(Optional<Duration> time) {
    next = time.orElse(LOOK);
  }

  /** Never the same: of several nodes, none is always the first to see what came due. */
  private Duration untilNextLook() {
    Duration look = LOOK.multipliedBy(ThreadLocalRandom.current().nextLong(50, 101)).dividedBy(100);
    Duration due = next.plusMillis(1);
    next = LOOK; // a look that fails says nothing
    return due.isNegative() || due.compareTo(look) > 0 ? look : due;
  }

  private void loop(String name, Supplier<Duration> between, Signal signal, Runnable step) {
    Thread thread =
        daemon(
            name,
            () -> {
              while (!stopped) {
                once(name, step);
                signal.await(between.get());
              }
            });
    threads.add(thread);
    thread.start();
  }

  private static void once(String name, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      LOG.error("the loop {} failed and goes on", name, e);
    }
  }

  void wake() {
    work.give();
  }

  /** Whether every loop turns. */
  synchronized boolean alive() {
    return !threads.isEmpty() && threads.stream().allMatch(Thread::isAlive);
  }

  /** Ends the loops; a step that goes on is waited for, a little. */
  synchronized void stop() {
    stopped = true;
    work.give();
    long deadline = System.nanoTime() + LAST_STEP.toNanos();
    for (Thread thread : threads) {
      long millis = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
      try {
        thread.join(millis);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
