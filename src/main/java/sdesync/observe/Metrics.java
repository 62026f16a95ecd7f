package sdesync.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;
import sdesync.observe.Sources.Counted;
import sdesync.ops.RunView;

/** All metrics of this node. */
public final class Metrics implements AutoCloseable {
  /** A command is a word a server sends: of more than so many the rest is one. */
  private static final int MOST_COMMANDS = 50;

  private static final Duration[] BUCKETS = {
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(15),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15),
    Duration.ofHours(1),
    Duration.ofHours(4)
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics gc = new JvmGcMetrics();
  private final StoreFigures figures;
  private final Counter attempts;
  private final Counter outputBytes;
  private final Counter droppedBytes;
  private final Set<String> commands = new HashSet<>();

  /**
   * @param perIntegration whether each integration has series of its own
   */
  public Metrics(String version, Sources sources, boolean perIntegration, InstantSource clock) {
    Gauge.builder("sdesync.build.info", () -> 1)
        .description("Which program this is")
        .tags("version", version, "java", System.getProperty("java.version", ""))
        .register(registry);
    attempts = counter("sdesync.attempts", "Attempts of ended runs");
    outputBytes = counter("sdesync.output.bytes", "Output of ended runs");
    droppedBytes = counter("sdesync.output.dropped.bytes", "Output that was cut out");
    Gauge.builder("sdesync.node.running", () -> sources.running().getAsLong())
        .description("Runs that go on at this node")
        .register(registry);
    sources.counters().forEach(this::function);
    figures = new StoreFigures(sources, registry, perIntegration, clock);
    virtualMachine();
  }

  private Counter counter(String name, String help) {
    return Counter.builder(name).description(help).register(registry);
  }

  private void function(Counted counted, LongSupplier value) {
    FunctionCounter.builder(counted.name(), value, v -> v.getAsLong())
        .description(counted.help())
        .tags(counted.labels().toArray(new String[0]))
        .register(registry);
  }

  private void virtualMachine() {
    new JvmMemoryMetrics().bindTo(registry);
    gc.bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** A run came to its end here. */
  public void finished(RunView run) {
    Tags command = Tags.of("command", command(run.command()));
    Counter.builder("sdesync.runs")
        .description("Runs that came to their end")
        .tags(command.and("state", run.state()))
        .register(registry)
        .increment();
    attempts.increment(run.attempt());
    outputBytes.increment((double) run.output().bytes());
    droppedBytes.increment((double) run.output().droppedBytes());
    if (run.startedAt() != null && run.finishedAt() != null) {
      Timer.builder("sdesync.run.duration")
          .description("From the start of the last attempt to the end")
          .serviceLevelObjectives(BUCKETS)
          .tags(command)
          .register(registry)
          .record(Duration.between(run.startedAt(), run.finishedAt()));
    }
  }

  private synchronized String command(String name) {
    if (!name.matches("[a-z0-9_]{1,64}")) {
      return "other";
    }
    if (commands.contains(name) || commands.size() < MOST_COMMANDS) {
      commands.add(name);
      return name;
    }
    return "other";
  }

  /** The text form of Prometheus. */
  public String text() {
    figures.refresh();
    return registry.scrape();
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }
}
