package sdesync.worker;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.cli.Cli;
import sdesync.cli.ConfigurationProblem;
import sdesync.cli.Console;
import sdesync.cli.Program;
import sdesync.config.ConfigurationException;
import sdesync.config.Permissions;
import sdesync.config.Places;
import sdesync.config.Settings;
import sdesync.ops.CheckReport;
import sdesync.ops.Operations;
import sdesync.ops.OpsFailure;
import sdesync.ops.OpsSettings;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxApi;
import sdesync.sandbox.SandboxSettings;
import sdesync.sandbox.SandboxTable;
import sdesync.schedule.EngineMode;
import sdesync.store.StoreFailure;
import sdesync.store.StoreInUse;
import sdesync.store.StoreUnusable;

/** The assembled program behind the verbs. */
public final class SdeSync implements Program {
  private static final Logger LOG = LoggerFactory.getLogger(SdeSync.class);
  private static final int NOT_ALL_SUCCEEDED = 1;
  private static final Duration STORE_IN_USE = Duration.ofSeconds(10);

  private final Path folder = ProgramFolder.find();

  /** Does what the arguments ask; returns the exit code. */
  public static int run(String[] arguments) {
    return Cli.run(arguments, new SdeSync(), Console.ofProcess(InstantSource.system()));
  }

  @Override
  public String version() {
    return Version.TEXT;
  }

  @Override
  public OpsSettings access(@Nullable Path config) {
    return taught(() -> settings(config).ops());
  }

  @Override
  public Operations open(@Nullable Path config, Part part) {
    return taught(
        () -> {
          Settings settings = settings(config);
          Logging.of(settings, Logging.Voice.CLIENT);
          Wiring wiring = Wiring.open(settings, EngineMode.ONLY_REQUESTED, STORE_IN_USE);
          try {
            if (part == Part.WORKING) {
              Signals.onStop(count -> signalled(count, settings, wiring));
              wiring.start();
            }
            return wiring.operations(() -> stop(settings, wiring, part));
          } catch (RuntimeException e) {
            wiring.close();
            throw e;
          }
        });
  }

  /** A verb that runs things itself stops as the daemon does (contract section 1, "Stopping"). */
  private static void signalled(int count, Settings settings, Wiring wiring) {
    switch (count) {
      case 1 -> {
        System.err.println(
            "sde-sync: stopping: nothing new starts, what runs may finish within run.drain; a second"
                + " signal ends it now. What is cut or still waits runs at the next start.");
        wiring.engine.retire();
        wiring.engine.drain(settings.engine().drain());
        System.out.flush();
        // The verb may wait for a run that stays queued; the store is safe at any moment.
        Runtime.getRuntime().halt(NOT_ALL_SUCCEEDED);
      }
      case 2 -> wiring.engine.cancelNow();
      default -> Runtime.getRuntime().halt(Daemon.TERMINATED);
    }
  }

  private static void stop(Settings settings, Wiring wiring, Part part) {
    if (part == Part.WORKING) {
      wiring.engine.drain(settings.engine().drain());
    }
    wiring.close();
  }

  @Override
  public CheckReport check(@Nullable Path config) {
    return taught(
        () -> {
          Settings settings = settings(config);
          Logging.of(settings, Logging.Voice.CLIENT);
          return new Checkup(settings).look();
        });
  }

  @Override
  public int daemon(@Nullable Path config) {
    return taught(
        () -> {
          Settings settings = settings(config);
          Permissions.require(settings);
          Logging.of(settings, Logging.Voice.DAEMON);
          settings.warnings().forEach(LOG::warn);
          new Daemon(settings).run(url -> {});
          return 0;
        });
  }

  @Override
  public int demo(DemoOptions options) {
    return taught(() -> new Demo(folder, options).run());
  }

  @Override
  public int sandbox(SandboxOptions options) {
    var stop = new CountDownLatch(1);
    Signals.onStop(count -> stop.countDown());
    var settings =
        new SandboxSettings(
            Objects.requireNonNullElse(options.sdePort(), 0),
            Objects.requireNonNullElse(options.rallyPort(), 0),
            Objects.requireNonNullElse(options.tasks(), 0),
            Objects.requireNonNullElse(options.latency(), Duration.ZERO),
            options.api() == null
                ? SandboxApi.INTEGRATIONS
                : SandboxApi.named(options.api()).orElseThrow());
    Logging.requestsOf("sdesync.sandbox");
    try (Sandbox sandbox = started(settings)) {
      System.out.println("SDE_URL=" + sandbox.url());
      System.out.println("RALLY_URL=" + sandbox.rallyUrl());
      System.out.print(SandboxTable.text());
      stop.await();
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing here interrupts a thread", e);
    }
  }

  private static Sandbox started(SandboxSettings settings) {
    try {
      return Sandbox.start(settings);
    } catch (UncheckedIOException e) {
      throw new ConfigurationProblem(List.of(String.valueOf(e.getMessage())));
    }
  }

  private Settings settings(@Nullable Path config) {
    return Settings.load(config, System.getenv(), Places.of(folder));
  }

  /** What the rooms throw, as the exit codes of the command line know it. */
  private static <T> T taught(Supplier<T> work) {
    try {
      return work.get();
    } catch (ConfigurationException e) {
      throw new ConfigurationProblem(e.errors());
    } catch (StoreUnusable | CamelRuntime.BadRoute e) {
      throw new ConfigurationProblem(List.of(String.valueOf(e.getMessage())));
    } catch (StoreInUse | StoreFailure e) {
      throw new OpsFailure(OpsFailure.Kind.UNREACHABLE, String.valueOf(e.getMessage()), e);
    }
  }
}
