package sdesync.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import sdesync.catalog.Reconciliation;
import sdesync.catalog.Reconciliation.Changed;
import sdesync.history.Outcome;
import sdesync.history.OutputFacts;
import sdesync.history.Run;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;
import sdesync.integration.RunRequest;
import sdesync.retention.Retention;
import sdesync.retention.RetentionSettings;
import sdesync.run.OutputFiles;
import sdesync.schedule.Clocks;
import sdesync.schedule.Doors;
import sdesync.schedule.ElapsedTime;
import sdesync.schedule.Engine;
import sdesync.schedule.EngineMode;
import sdesync.schedule.EngineSettings;
import sdesync.schedule.Ledger;
import sdesync.schedule.LedgerSettings;
import sdesync.store.Database;
import sdesync.store.IntegrationStore;
import sdesync.store.OldRuns;
import sdesync.store.StoreSettings;

/**
 * The real engine on a store of its own, its runs going through a Camel route that does nothing; on
 * PostgreSQL as several nodes, each with its own engine and connections.
 */
final class Fleet implements AutoCloseable {
  private static final int PAGE = 1_000;

  /** Within which the schedule of a measurement is written, on a busy machine too. */
  private static final Duration PLANNED = Duration.ofSeconds(10);

  private static final EngineSettings SETTINGS =
      new EngineSettings(
          "bench",
          16,
          16,
          Duration.ofMinutes(5),
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          2,
          Duration.ofMinutes(1),
          Optional.empty());

  private final int integrations;
  private final CamelContext camel = new DefaultCamelContext();
  private final ProducerTemplate door;
  private final List<Node> nodes = new ArrayList<>();
  private volatile Consumer<RunRequest> onStart = request -> {};
  private volatile Consumer<Run> onEnd = run -> {};

  private record Node(Database database, Ledger ledger, Engine engine) {}

  /** One node on an H2 file. */
  Fleet(Path folder, int integrations) {
    this(
        List.of(settings("jdbc:h2:file:" + folder.resolve("db").toAbsolutePath(), folder, 0)),
        integrations);
  }

  /** So many nodes on that PostgreSQL. */
  Fleet(String url, Path folder, int nodes, int integrations) {
    this(
        IntStream.range(0, nodes).mapToObj(number -> settings(url, folder, number)).toList(),
        integrations);
  }

  private static StoreSettings settings(String url, Path folder, int node) {
    return new StoreSettings(url, null, null, folder.resolve("data" + node).toAbsolutePath());
  }

  private Fleet(List<StoreSettings> stores, int integrations) {
    this.integrations = integrations;
    door = noOp();
    stores.forEach(store -> nodes.add(node(Database.open(store, Duration.ZERO))));
    add();
    nodes.forEach(node -> node.engine().start());
  }

  private Node node(Database database) {
    var ledger =
        new Ledger(
            database,
            SlotTexts::next,
            new LedgerSettings(SETTINGS, true),
            new Clocks(Instant::now, new ElapsedTime()));
    var doors = new Doors(this::run, ended -> onEnd.accept(ended), Optional::empty);
    return new Node(database, ledger, new Engine(EngineMode.EVERYTHING, ledger, doors));
  }

  private Database database() {
    return nodes.get(0).database();
  }

  private Ledger ledger() {
    return nodes.get(0).ledger();
  }

  private ProducerTemplate noOp() {
    try {
      camel.addRoutes(
          new RouteBuilder() {
            @Override
            public void configure() {
              from("direct:noop").routeId("noop").setBody(constant("done"));
            }
          });
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    camel.start();
    return camel.createProducerTemplate();
  }

  private Outcome run(RunRequest request) {
    onStart.accept(request);
    door.requestBody("direct:noop", request.runId());
    return Outcome.succeeded(Map.of(), OutputFacts.NONE);
  }

  private void add() {
    List<Integration> all =
        LongStream.rangeClosed(1, integrations).mapToObj(id -> of(id, SlotTexts.NONE)).toList();
    database()
        .inTransaction(
            tx -> {
              new IntegrationStore().add(tx, all, Instant.now());
              ledger()
                  .listener()
                  .changed(tx, new Reconciliation(all, List.of(), List.of(), List.of()));
              return all;
            });
  }

  private static Integration of(long id, String frequency) {
    return new Integration(
        id,
        1L,
        "rally",
        "alias " + id,
        frequency,
        "noop",
        "alm",
        new ParamsOutline(List.of(), "target" + id % PAGE));
  }

  /** The first so many have these slots from now on. */
  private void replan(int first, LongFunction<String> frequency) {
    List<Changed> changes =
        LongStream.rangeClosed(1, first)
            .mapToObj(
                id ->
                    new Changed(
                        of(id, SlotTexts.NONE), of(id, frequency.apply(id)), List.of("frequency")))
            .toList();
    database()
        .inTransaction(
            tx -> {
              new IntegrationStore().update(tx, changes.stream().map(Changed::now).toList());
              ledger()
                  .listener()
                  .changed(tx, new Reconciliation(List.of(), changes, List.of(), List.of()));
              return changes;
            });
  }

  /** So many slots that come at one moment, to the last run's end in the history. */
  double runsPerSecond(int runs) {
    return runsPerSecond(runs, runs, PLANNED);
  }

  /**
   * The first so many runs of those whose slots come at one moment.
   *
   * @param planned until then; the schedule is written within it
   */
  double runsPerSecond(int due, int runs, Duration planned) {
    Instant slot = Instant.now().plus(planned);
    var left = new CountDownLatch(runs);
    onEnd = ended -> left.countDown();
    replan(due, id -> SlotTexts.once(slot));
    long began = System.nanoTime() + Duration.between(Instant.now(), slot).toNanos();
    await(left);
    return runs * 1e9 / (System.nanoTime() - began);
  }

  /** Of four slots a second. */
  Lateness lateness(Duration time) {
    var late = Collections.synchronizedList(new ArrayList<Duration>());
    Duration period = Duration.ofSeconds(10);
    int due = 40;
    replan(due, id -> SlotTexts.every(period, period.dividedBy(due).multipliedBy(id)));
    onStart =
        request ->
            late.add(Duration.between(Objects.requireNonNull(request.slot()), Instant.now()));
    sleep(time);
    onStart = request -> {};
    replan(due, id -> SlotTexts.NONE);
    return Lateness.of(late);
  }

  /** So many old runs, as of years ago. */
  void history(int runs) {
    OldRuns.add(database(), runs, integrations);
  }

  /** One sweep by the defaults of {@code history.*}. */
  Retention.Swept sweep(Path outputs) {
    var settings = new RetentionSettings(90, 200, 2_000_000_000);
    return new Retention(
            settings,
            database(),
            new OutputFiles(outputs, 1_000),
            Instant::now,
            () -> sleep(Duration.ofMillis(50)))
        .sweep();
  }

  /** From the request to the start, one after the other. */
  Lateness requests(int many) {
    var late = new ArrayList<Duration>();
    for (int i = 1; i <= many; i++) {
      var started = new CountDownLatch(1);
      onStart = request -> started.countDown();
      long asked = System.nanoTime();
      nodes.get(0).engine().request(i, "bench", true);
      await(started);
      late.add(Duration.ofNanos(System.nanoTime() - asked));
      sleep(Duration.ofMillis(30 + i % 7 * 10));
    }
    onStart = request -> {};
    return Lateness.of(late);
  }

  /** How much of a core the whole process takes while nothing is due. */
  double coreAtRest(Duration time) {
    sleep(Duration.ofSeconds(10));
    long began = System.nanoTime();
    long cpu = cpuNanos();
    sleep(time);
    return (double) (cpuNanos() - cpu) / (System.nanoTime() - began);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.MINUTES)) {
        throw new IllegalStateException(latch.getCount() + " runs did not come within 10 minutes");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.engine().close());
    camel.stop();
    nodes.forEach(node -> node.database().close());
  }
}
