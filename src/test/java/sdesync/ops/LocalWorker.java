package sdesync.ops;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import sdesync.catalog.PollReport;
import sdesync.catalog.Reconciliation;
import sdesync.history.Outcome;
import sdesync.history.OutputFacts;
import sdesync.integration.Frequency;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;
import sdesync.integration.RunRequest;
import sdesync.run.CommandInput;
import sdesync.run.CommandName;
import sdesync.run.CommandRoutes;
import sdesync.run.Commands;
import sdesync.run.OutputFiles;
import sdesync.run.RunSettings;
import sdesync.schedule.Clocks;
import sdesync.schedule.Doors;
import sdesync.schedule.Engine;
import sdesync.schedule.EngineMode;
import sdesync.schedule.EngineSettings;
import sdesync.schedule.Ledger;
import sdesync.schedule.LedgerSettings;
import sdesync.schedule.ScheduleSettings;
import sdesync.schedule.Slots;
import sdesync.store.Database;
import sdesync.store.IntegrationStore;
import sdesync.store.PollState;
import sdesync.store.StoreSettings;

/** A worker on a real H2 file, with a clock of the test's and nothing that runs by itself. */
public final class LocalWorker implements AutoCloseable {
  public static final Instant START = Instant.parse("2026-11-23T12:30:00Z");

  public final Database database;
  public final Engine engine;
  public final LocalOperations operations;
  public final About about;
  public final Parts parts;
  public final Path data;
  public Instant now = START;
  public Function<RunRequest, Outcome> door =
      request -> Outcome.succeeded(Map.of(), OutputFacts.NONE);
  public LongFunction<PlanView> plan =
      id -> {
        throw OpsFailure.noSuchIntegration(id);
      };
  public List<PollState> states = List.of();
  List<PollReport> polled = List.of();
  private final Ledger ledger;

  public LocalWorker(Path folder) throws IOException {
    data = folder.resolve("data");
    Path command = Files.createDirectories(folder.resolve("commands")).resolve("sync_rally");
    Files.writeString(command, "#!/bin/sh\n");
    Files.setPosixFilePermissions(command, PosixFilePermissions.fromString("rwxr-xr-x"));
    database =
        Database.open(
            new StoreSettings("jdbc:h2:file:" + folder.resolve("db"), null, null, data),
            Duration.ZERO);
    InstantSource clock = () -> now;
    var slots =
        new Slots(
            new ScheduleSettings(
                ZoneId.of("UTC"), Map.of(Frequency.HOURLY, "0 * * * *"), Map.of(), true));
    ledger =
        new Ledger(
            database,
            slots::next,
            new LedgerSettings(engineSettings(), true),
            new Clocks(clock, System::nanoTime));
    engine =
        new Engine(
            EngineMode.ONLY_REQUESTED,
            ledger,
            new Doors(request -> door.apply(request), run -> {}, Optional::empty));
    about = new About("1.2.3", "node1", URI.create("https://sde.example"), true, clock);
    parts =
        new Parts(
            database,
            engine,
            slots,
            new Commands(runSettings(folder), new NoRoutes()),
            new OutputFiles(data, 1_000_000));
    operations =
        new LocalOperations(
            about,
            parts,
            new LocalOperations.Hooks(
                () -> states,
                name -> Optional.empty(),
                () -> polled,
                id -> plan.apply(id),
                () -> CheckReport.of(List.of()),
                () -> now = Instant.EPOCH));
  }

  private static EngineSettings engineSettings() {
    return new EngineSettings(
        "node1",
        4,
        4,
        Duration.ofSeconds(5),
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        0,
        Duration.ofMinutes(1),
        Optional.empty());
  }

  private RunSettings runSettings(Path folder) {
    return new RunSettings(
        folder.resolve("routes"),
        folder.resolve("commands"),
        data,
        Duration.ofHours(1),
        Duration.ofSeconds(1),
        Duration.ofSeconds(60),
        1_000_000,
        Map.of(),
        Map.of(),
        List.of());
  }

  /** No Camel here. */
  private static final class NoRoutes implements CommandRoutes {
    @Override
    public boolean has(CommandName name) {
      return false;
    }

    @Override
    public @Nullable Object send(CommandName name, CommandInput input) {
      throw new IllegalStateException("no route is a command here");
    }
  }

  public static Integration integration(long id, String system, String frequency, String command) {
    return new Integration(
        id,
        7L,
        system,
        "alias " + id,
        frequency,
        command,
        "alm",
        new ParamsOutline(List.of("alm_server"), "rally.example"));
  }

  /** SD Elements lists these for the first time. */
  public void lists(Integration... added) {
    changed(new Reconciliation(Arrays.asList(added), List.of(), List.of(), List.of()));
  }

  /** SD Elements lists these no longer. */
  public void drops(Integration... gone) {
    changed(new Reconciliation(List.of(), List.of(), Arrays.asList(gone), List.of()));
  }

  private void changed(Reconciliation changes) {
    var store = new IntegrationStore();
    List<Long> gone = new ArrayList<>(changes.gone().stream().map(Integration::id).toList());
    database.inTransaction(
        tx -> {
          store.add(tx, changes.added(), now);
          store.markGone(tx, gone, now);
          ledger.listener().changed(tx, changes);
          return changes;
        });
  }

  @Override
  public void close() {
    engine.close();
    database.close();
  }
}
