package sdesync.worker;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.config.ConfigurationException;
import sdesync.config.Settings;
import sdesync.ops.DaemonMark;
import sdesync.ops.OpsServer;
import sdesync.page.PageRoutes;
import sdesync.schedule.EngineMode;
import sdesync.store.StoreFailure;

/** The scheduled background daemon, in the foreground of its process, until it is told to stop. */
final class Daemon {
  private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);
  private static final Duration STORE_IN_USE = Duration.ofSeconds(10);
  private static final Duration STORE_RETRY = Duration.ofSeconds(5);
  static final int TERMINATED = 128 + 15;

  private final Settings settings;
  private final CountDownLatch stop = new CountDownLatch(1);
  private volatile Runnable onSecondSignal = () -> {};

  Daemon(Settings settings) {
    this.settings = settings;
  }

  /**
   * Runs until a signal has stopped it.
   *
   * @param ready told where the ops API answers, once everything runs
   */
  void run(Consumer<URI> ready) {
    Signals.onStop(this::signalled);
    // The mark comes before the store, so that a verb typed meanwhile waits for this daemon instead
    // of for the store it is about to hold.
    try (DaemonMark mark = DaemonMark.hold(dataDir());
        Wiring wiring = openStore()) {
      if (wiring == null) {
        return;
      }
      wiring.start();
      try (PageRoutes page = wiring.page();
          OpsServer server =
              OpsServer.start(settings.ops(), wiring.behind(page), System::nanoTime)) {
        mark.serves(server.url());
        LOG.info("ready: sde={} ops={}", settings.sde().url(), server.url());
        ready.accept(server.url());
        awaitSignal();
        drain(wiring);
        // What the server would wait for.
        page.end();
        wiring.plans.close();
      }
    }
    LOG.info("stopped");
  }

  /** Ends a {@link #run} as a first signal does. */
  void stop() {
    stop.countDown();
  }

  private Path dataDir() {
    Path folder = settings.store().dataDir();
    try {
      return Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new ConfigurationException(
          List.of(
              "data.dir=%s: cannot be made (%s); name a folder this user may make and write"
                  .formatted(folder, e)));
    }
  }

  /** The worker with its open store, however long its database is away; null when told to stop. */
  private @Nullable Wiring openStore() {
    boolean told = false;
    while (stop.getCount() > 0) {
      try {
        return Wiring.open(settings, EngineMode.EVERYTHING, STORE_IN_USE);
      } catch (StoreFailure e) {
        if (!told) {
          LOG.warn("{} Trying again every {}.", e.getMessage(), STORE_RETRY);
          told = true;
        }
        awaitSignal(STORE_RETRY);
      }
    }
    return null;
  }

  private void drain(Wiring wiring) {
    Duration patience = settings.engine().drain();
    onSecondSignal = wiring.engine::cancelNow;
    int running = wiring.engine.running();
    if (running > 0) {
      LOG.info(
          "stopping: nothing new starts; {} running may finish for {}. A second signal ends them"
              + " now, a third ends this process",
          running,
          patience);
    } else {
      LOG.info("stopping");
    }
    wiring.engine.retire();
    wiring.stopPolling();
    wiring.engine.drain(patience);
  }

  private void signalled(int count) {
    switch (count) {
      case 1 -> stop();
      case 2 -> {
        LOG.warn("second signal: running commands are ended now");
        onSecondSignal.run();
      }
      default -> Runtime.getRuntime().halt(TERMINATED);
    }
  }

  private void awaitSignal() {
    try {
      stop.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing here interrupts a thread", e);
    }
  }

  private void awaitSignal(Duration most) {
    try {
      if (stop.await(most.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.info("stopping");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing here interrupts a thread", e);
    }
  }
}
