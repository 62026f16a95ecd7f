package sdesync.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.store.StoreFailure;

/** Lets the engine's loops outlive every failure of the store, and says once what is the matter. */
final class StoreHealth {
  private static final Logger LOG = LoggerFactory.getLogger(StoreHealth.class);

  private final Clocks clocks;
  private final Set<String> failing = new HashSet<>();
  private @Nullable Instant downSince;

  StoreHealth(Clocks clocks) {
    this.clocks = clocks;
  }

  /** Does that part of the work; what it throws is the end of this try only. */
  void attempt(String part, Runnable work) {
    try {
      work.run();
      worked(part);
    } catch (StoreFailure e) {
      if (e.kind() == StoreFailure.Kind.UNAVAILABLE) {
        down(e);
      } else {
        failed(part, e);
      }
    } catch (RuntimeException e) {
      failed(part, e);
    }
  }

  synchronized void down(StoreFailure e) {
    if (downSince == null) {
      downSince = clocks.now();
      LOG.warn("{}; what runs goes on, nothing new starts until it answers", e.getMessage());
    }
  }

  /** The store took something. */
  synchronized void up() {
    if (downSince != null) {
      Duration away = Duration.between(downSince, clocks.now());
      LOG.info("the store answers again after {} s", away.toSeconds());
      downSince = null;
    }
  }

  /** Null while it answers. */
  synchronized @Nullable Instant downSince() {
    return downSince;
  }

  private synchronized void worked(String part) {
    if (failing.remove(part)) {
      LOG.info("{} works again", part);
    }
  }

  private synchronized void failed(String part, RuntimeException e) {
    if (failing.add(part)) {
      LOG.error("{} failed and is tried again; further failures are not logged", part, e);
    }
  }
}
