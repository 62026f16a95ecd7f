package sdesync.jobs;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import sdesync.history.OutputFacts;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.http.HttpSettings;
import sdesync.http.Outbound;
import sdesync.integration.Integration;
import sdesync.integration.Trigger;
import sdesync.redact.Secret;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxApi;
import sdesync.sandbox.SandboxSettings;
import sdesync.sde.ApiSettings;
import sdesync.sde.Dialect;
import sdesync.sde.Jobs;
import sdesync.sde.SdeSettings;
import sdesync.store.Database;
import sdesync.store.IntegrationStore;
import sdesync.store.RunRow;
import sdesync.store.RunStore;
import sdesync.store.StoreSettings;

/** Reports and requests between a real store and the sandbox; who runs what was asked is a list. */
final class JobsRig implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-23T12:30:00Z");

  final Sandbox sandbox =
      Sandbox.start(SandboxSettings.DEFAULTS.withApi(SandboxApi.CONNECTIONS_ALM));
  final Database database;
  final JobReports reports;
  final List<String> asked = new ArrayList<>();
  Instant now = START;
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Jobs jobs;

  JobsRig(Path folder, @Nullable Boolean reportResults) {
    database =
        Database.open(
            new StoreSettings("jdbc:h2:file:" + folder.resolve("db"), null, null, folder),
            Duration.ZERO);
    database.inTransaction(
        tx -> {
          var shop = new Integration(2, 1L, "Jira", "shop", "hourly", "sync_jira", "ALM", null);
          new IntegrationStore().add(tx, List.of(shop), START);
          return shop;
        });
    var outbound =
        new Outbound(
            new HttpSettings(null, List.of(), null, Duration.ofSeconds(5), Duration.ofSeconds(5)),
            System::nanoTime);
    outbound.beans().forEach(context.getRegistry()::bind);
    outbound.setCamelContext(context);
    context.start();
    var settings =
        new SdeSettings(
            sandbox.url(),
            Secret.of(Sandbox.TOKEN),
            Secret.of(Sandbox.ADMIN_TOKEN),
            List.of(),
            Map.of(),
            100,
            1_000_000,
            new ApiSettings(Dialect.CONNECTIONS_ALM, true, reportResults, null, null));
    jobs = new Jobs(settings, () -> Dialect.CONNECTIONS_ALM, outbound, () -> now);
    reports = new JobReports(database, jobs, () -> now);
  }

  /** What looks on one node. */
  JobRequests requests() {
    return new JobRequests(database, jobs, reports, this::ask, () -> now);
  }

  private String ask(long integration, String by) {
    String id = "r" + (asked.size() + 1);
    asked.add(integration + " " + by);
    put(run(id, RunState.QUEUED, null, Trigger.MANUAL, by, null));
    return id;
  }

  /** A run of integration 2. */
  static Run run(
      String id,
      RunState state,
      @Nullable Reason reason,
      Trigger trigger,
      @Nullable String by,
      @Nullable String recovers) {
    return new Run(
        id,
        2,
        1L,
        "shop",
        "sync_jira",
        null,
        trigger,
        by,
        null,
        null,
        0,
        1,
        List.of(),
        null,
        recovers,
        state,
        reason,
        state == RunState.FAILED ? "The command ended with exit code 3." : "",
        null,
        START,
        null,
        state.isFinal() ? START : null,
        null,
        null,
        state == RunState.SUCCEEDED ? Map.of("created", 2) : Map.of(),
        OutputFacts.NONE);
  }

  /** Writes a new run, or how a known one ended. */
  void put(Run run) {
    database.inTransaction(
        tx -> {
          var rows = List.of(new RunRow(run, 1));
          if (new sdesync.store.RunHistory().find(tx, run.id()).isEmpty()) {
            new RunStore().add(tx, rows);
          } else {
            new RunStore().update(tx, rows);
          }
          return run;
        });
  }

  @Override
  public void close() throws java.io.IOException {
    context.close();
    database.close();
    sandbox.close();
  }
}
