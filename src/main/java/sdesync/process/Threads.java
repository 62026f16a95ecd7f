package sdesync.process;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** Threads that wait on pipes and processes; used again, since a run needs three for a moment. */
final class Threads {
  private static final ExecutorService IO = Executors.newCachedThreadPool(named("command-io"));

  private Threads() {}

  static void run(Runnable task) {
    IO.execute(task);
  }

  /** Repeats the task for as long as the program lives. */
  static void repeat(Runnable task, long everyMillis) {
    ScheduledExecutorService beats =
        Executors.newSingleThreadScheduledExecutor(named("command-beat"));
    var unused =
        beats.scheduleWithFixedDelay(task, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
  }

  private static ThreadFactory named(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
