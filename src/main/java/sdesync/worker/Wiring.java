package sdesync.worker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.CamelContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.catalog.Catalog;
import sdesync.catalog.PollReport;
import sdesync.catalog.Polls;
import sdesync.config.Settings;
import sdesync.history.Outcome;
import sdesync.history.Run;
import sdesync.http.Outbound;
import sdesync.integration.RunRequest;
import sdesync.observe.Metrics;
import sdesync.ops.About;
import sdesync.ops.Behind;
import sdesync.ops.Board;
import sdesync.ops.Json;
import sdesync.ops.LocalOperations;
import sdesync.ops.Operations;
import sdesync.ops.Parts;
import sdesync.ops.RunView;
import sdesync.page.PageRoutes;
import sdesync.process.Leftovers;
import sdesync.redact.SecretsInUse;
import sdesync.run.Captures;
import sdesync.run.CommandEnvironment;
import sdesync.run.Commands;
import sdesync.run.ExternalCommand;
import sdesync.run.HandOver;
import sdesync.run.Masking;
import sdesync.run.OutputFiles;
import sdesync.run.RouteCommand;
import sdesync.run.RunSettings;
import sdesync.run.Runner;
import sdesync.schedule.Clocks;
import sdesync.schedule.Doors;
import sdesync.schedule.ElapsedTime;
import sdesync.schedule.Engine;
import sdesync.schedule.EngineMode;
import sdesync.schedule.Ledger;
import sdesync.schedule.LedgerSettings;
import sdesync.schedule.Slots;
import sdesync.sde.SdElements;
import sdesync.store.Database;

/**
 * What is in this program: every part, made once, with what it needs. Reads from top to bottom like
 * the walk of one integration: polled, reconciled, claimed, run, recorded.
 */
final class Wiring implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Wiring.class);
  private static final InstantSource CLOCK = InstantSource.system();

  private final Settings settings;
  private final String workerId;
  private final EngineMode mode;
  private final RouteFiles routeFiles;
  final Database database;
  final Slots slots;
  final Polls polls;
  final Catalog catalog;
  final Engine engine;
  final SdElements sde;
  final Commands commands;
  final OutputFiles outputs;
  private final Outbound outbound;
  private final Runner runner;
  final ServerTalk talk;
  private final Watch watch;
  private final Metrics metrics;
  private final NativeCommands natives;
  final Plans plans;
  private @Nullable CamelRuntime camel;

  /**
   * Makes the parts; nothing runs and nothing is asked of anybody yet.
   *
   * @param database closed by this object
   * @param workerId the mark of this data folder's commands
   */
  Wiring(
      Settings settings,
      Database database,
      EngineMode mode,
      String workerId,
      SecretsInUse secrets) {
    this.settings = settings;
    this.workerId = workerId;
    this.database = database;
    this.mode = mode;
    RunSettings run = settings.run();
    this.routeFiles = new RouteFiles(settings.origin().program(), run.routesDir());
    this.slots = new Slots(settings.schedule());
    var ledger =
        new Ledger(
            database,
            slots::next,
            new LedgerSettings(settings.engine(), settings.schedule().catchUp()),
            new Clocks(CLOCK, new ElapsedTime()));
    this.polls = new Polls(database, settings.poll(), settings.sde(), CLOCK);
    this.catalog = new Catalog(database, polls, ledger.listener(), CLOCK);
    this.engine =
        new Engine(
            mode, ledger, new Doors(this::runIntegration, this::runFinished, polls::sdeProblem));

    this.outbound = new Outbound(settings.http(), System::nanoTime);
    this.sde = new SdElements(settings.sde(), outbound, CLOCK);
    this.talk = new ServerTalk(settings, database, engine, sde, outbound);
    this.outputs = StoredOutput.files(run, database, settings.engine().node());
    var routes = new LoadedRoutes(this::contextOrNull, routeFiles);
    this.commands = new Commands(run, routes);
    var masking = new Masking(secrets, run.secretKeys());
    this.watch =
        new Watch(
            settings,
            new Telling.Ground(database, slots, polls, outbound),
            secrets,
            CLOCK,
            notice -> quietly("direct:notify", notice));
    this.metrics = watch.metrics(this, masking);
    this.natives = new NativeCommands(settings, database, outbound, CLOCK);
    this.plans = natives.plans(database, commands, new FreshAndNoted(sde, polls), masking);
    var captures = new Captures(outputs, engine::progress);
    this.runner =
        new Runner(
            commands,
            new FreshAndNoted(sde, polls),
            settings.sde(),
            new ExternalCommand(
                run,
                new CommandEnvironment(System.getenv(), workerId, run.environment()),
                masking,
                captures),
            new RouteCommand(routes, masking, captures, run.timeout()));
  }

  /** The worker with the store of its settings, which it waits for if another process has it. */
  static Wiring open(Settings settings, EngineMode mode, Duration waitForStore) {
    SecretsInUse secrets = OurSecrets.of(settings);
    Logging.hide(secrets::mask);
    Database database = Database.open(settings.store(), waitForStore);
    return new Wiring(settings, database, mode, WorkerId.of(settings.store().dataDir()), secrets);
  }

  /**
   * Starts Camel and the engine, after ending what an earlier process of this data folder left.
   *
   * @throws CamelRuntime.BadRoute when a route file does not load
   */
  void start() {
    Leftovers.end(workerId);
    new HandOver(settings.run().dataDir()).sweep();
    outputs.sweep();
    camel = CamelRuntime.start(plot());
    engine.start();
    if (mode == EngineMode.EVERYTHING) {
      watch.start(outputs);
    }
  }

  /**
   * Loads the routes and starts none: nothing ticks and nothing is sent by itself.
   *
   * @throws CamelRuntime.BadRoute when a route file does not load
   */
  void load() {
    camel = CamelRuntime.load(plot());
  }

  private CamelRuntime.Plot plot() {
    Map<String, Object> beans = new HashMap<>(outbound.beans());
    beans.putAll(watch.beans());
    beans.putAll(
        Map.of(
            "polls", polls, "sde", sde, "catalog", catalog, "runner", runner, "json", Json.MAPPER));
    beans.putAll(talk.beans());
    beans.putAll(natives.beans());
    return new CamelRuntime.Plot(routeFiles.all(), beans, placeholders());
  }

  private Map<String, String> placeholders() {
    boolean scheduled = mode == EngineMode.EVERYTHING;
    Map<String, String> placeholders = new HashMap<>(talk.placeholders(scheduled));
    placeholders.put("sde.origin", settings.sde().origin().toString());
    placeholders.put("poll.scheduled", Boolean.toString(scheduled));
    return placeholders;
  }

  /** How many route files are loaded. */
  int routes() {
    return routeFiles.all().size();
  }

  /** From here on only what somebody asks for is polled. */
  void stopPolling() {
    camel().stopRoute("poll-integrations");
  }

  /** What ops can ask of this worker; closing it closes nothing. */
  Operations operations() {
    return operations(() -> {});
  }

  /** The same; closing it runs {@code whenClosed}, which stops the worker. */
  Operations operations(Runnable whenClosed) {
    return new LocalOperations(
        about(),
        parts(),
        new LocalOperations.Hooks(
            polls::states,
            polls::readSoFar,
            this::pollNow,
            plans::of,
            () -> new Checkup(settings).look(),
            whenClosed));
  }

  /** What the ops edge of a daemon stands in front of. */
  Behind behind(PageRoutes page) {
    return new Behind(
        operations(),
        new WorkerHealth(this, settings.engine().node()),
        page::routes,
        metrics::text,
        new AuditTrail(database, CLOCK)::remember);
  }

  /** The page; {@link PageRoutes#end} lets go who follows an output there. */
  PageRoutes page() {
    var board = new Board(about(), parts(), polls::states);
    return new PageRoutes(about(), board, operations());
  }

  private About about() {
    return new About(
        Version.TEXT, settings.engine().node(), settings.sde().url(), sde.canReadParams(), CLOCK);
  }

  private Parts parts() {
    return new Parts(database, engine, slots, commands, outputs);
  }

  /** Polls every list now. */
  @SuppressWarnings("unchecked")
  List<PollReport> pollNow() {
    Object reports = camel().request("direct:poll-now", "");
    return reports == null ? List.of() : (List<PollReport>) reports;
  }

  private Outcome runIntegration(RunRequest request) {
    quietly("direct:run-started", request);
    Object outcome = camel().request("direct:run-integration", request);
    return (Outcome) Objects.requireNonNull(outcome, "run-integration answers with an outcome");
  }

  private void runFinished(Run finished) {
    RunView view = RunView.of(finished);
    metrics.finished(view);
    camel().request("direct:run-finished", view);
  }

  /** Nobody's run fails for want of a word about it. */
  private void quietly(String uri, Object body) {
    try {
      camel().request(uri, body);
    } catch (RuntimeException e) {
      LOG.warn("{} failed: {}", uri, e.getClass().getSimpleName());
    }
  }

  private CamelRuntime camel() {
    return Objects.requireNonNull(camel, "Camel is not started");
  }

  private @Nullable CamelContext contextOrNull() {
    return camel == null ? null : camel.context();
  }

  /** Ends at once what still runs; a worker that drains has none then. */
  @Override
  public void close() {
    watch.stop();
    plans.close();
    engine.close();
    watch.close();
    metrics.close();
    if (camel != null) {
      camel.close();
    }
    database.close();
  }
}
