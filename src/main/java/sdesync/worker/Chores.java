package sdesync.worker;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.store.StoreFailure;

/** What a daemon does now and then beside its schedule. Nothing of it is ever interrupted. */
final class Chores implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Chores.class);
  private static final Duration LAST_STEP = Duration.ofSeconds(5);
  private static final Duration BREATH = Duration.ofMillis(50);

  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          2,
          work -> {
            var thread = new Thread(work, "chores");
            thread.setDaemon(true);
            return thread;
          });

  void every(String name, Duration first, Duration between, Runnable chore) {
    ScheduledFuture<?> unused =
        threads.scheduleWithFixedDelay(
            () -> once(name, chore), first.toMillis(), between.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void once(String name, Runnable chore) {
    try {
      chore.run();
    } catch (StoreFailure e) {
      LOG.warn("{} waits for the next time: {}", name, e.getMessage());
    } catch (Closing e) {
      LOG.debug("{} ends, for the worker does", name);
    } catch (RuntimeException | Error e) {
      // An error, too: else the chore would never be done again, and nobody would know.
      LOG.error("{} failed and is tried again", name, e);
    }
  }

  /** Lets others go first for a moment; throws when the worker ends. */
  void breath() {
    LockSupport.parkNanos(BREATH.toNanos());
    if (threads.isShutdown()) {
      throw new Closing();
    }
  }

  /** The worker ends: what goes on in steps goes no further. */
  private static final class Closing extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_STEP.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("a chore of this worker did not end within {}", LAST_STEP);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing here interrupts a thread", e);
    }
  }
}
