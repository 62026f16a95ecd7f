package sdesync.process;

import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Repetitions of what may go wrong once in a while, side by side. */
final class Lots {
  private Lots() {}

  /** A step of a test. */
  interface Step {
    void run() throws Exception;
  }

  /** Runs the step that often at once; fails with the first failure. */
  static void atOnce(int times, Step step) {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    Callable<Void> call =
        () -> {
          step.run();
          return null;
        };
    try {
      // Returns when all have ended, so that each has cleaned up after itself.
      for (Future<Void> one : threads.invokeAll(Collections.nCopies(times, call))) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdown();
    }
  }
}
