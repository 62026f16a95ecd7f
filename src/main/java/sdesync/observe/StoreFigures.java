package sdesync.observe;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sdesync.ops.OpsFailure;
import sdesync.ops.PollView;
import sdesync.ops.StatusView;
import sdesync.store.Database.PoolUse;
import sdesync.store.FigureStore;
import sdesync.store.FigureStore.Moments;
import sdesync.store.StoreFailure;

/**
 * What the store says, asked when somebody reads the metrics, and not more than once in a few
 * seconds. While the store is away its figures are missing, and {@code sdesync_store_up} is 0.
 */
final class StoreFigures {
  private static final Duration FRESH = Duration.ofSeconds(5);

  /** More integrations than that have no series of their own. */
  private static final int MOST_SERIES = 2_000;

  private final Sources sources;
  private final boolean perIntegration;
  private final InstantSource clock;
  private final FigureStore store = new FigureStore();
  private final AtomicInteger storeUp = new AtomicInteger();
  private final AtomicInteger sdeUp = new AtomicInteger();
  private final AtomicInteger hidden = new AtomicInteger();
  private final MultiGauge integrations;
  private final MultiGauge runs;
  private final MultiGauge told;
  private final MultiGauge pollSuccess;
  private final MultiGauge pollAge;
  private final MultiGauge pool;
  private final MultiGauge nextRun;
  private final MultiGauge lastSuccess;
  private @Nullable Instant asked;

  StoreFigures(
      Sources sources, MeterRegistry registry, boolean perIntegration, InstantSource clock) {
    this.sources = sources;
    this.perIntegration = perIntegration;
    this.clock = clock;
    gauge(registry, "sdesync.store.up", "Whether the store answers", storeUp);
    gauge(registry, "sdesync.sde.up", "Whether SD Elements answers the polls", sdeUp);
    gauge(
        registry,
        "sdesync.integration.series.hidden",
        "Integrations without series of their own, for there are too many",
        hidden);
    integrations = many(registry, "sdesync.integrations", "Integrations by state");
    runs = many(registry, "sdesync.runs.open", "Runs of all nodes that wait or run");
    told = many(registry, "sdesync.integrations.unwell", "Integrations by what was told of them");
    pollSuccess =
        many(
            registry,
            "sdesync.poll.last.success.timestamp.seconds",
            "When the list in force was read");
    pollAge = many(registry, "sdesync.poll.age.seconds", "How old the list in force is");
    pool = many(registry, "sdesync.db.connections", "Connections to the database by use");
    nextRun =
        many(
            registry,
            "sdesync.integration.next.run.timestamp.seconds",
            "The next slot of an integration");
    lastSuccess =
        many(
            registry,
            "sdesync.integration.last.success.timestamp.seconds",
            "When an integration last succeeded");
  }

  private static void gauge(MeterRegistry registry, String name, String help, AtomicInteger of) {
    Gauge.builder(name, of, AtomicInteger::get).description(help).register(registry);
  }

  private static MultiGauge many(MeterRegistry registry, String name, String help) {
    return MultiGauge.builder(name).description(help).register(registry);
  }

  synchronized void refresh() {
    Instant now = clock.instant();
    PoolUse use = sources.database().poolUse();
    pool.register(
        List.of(
            row("use", "active", use.active()),
            row("use", "idle", use.idle()),
            row("use", "waited_for", use.waitedFor()),
            row("use", "most", use.most())),
        true);
    if (asked != null && now.isBefore(asked.plus(FRESH)) && !now.isBefore(asked)) {
      return;
    }
    asked = now;
    try {
      fill(sources.status().get(), now);
      storeUp.set(1);
    } catch (StoreFailure | OpsFailure e) {
      storeUp.set(0);
      Stream.of(integrations, runs, told, pollSuccess, pollAge, nextRun, lastSuccess)
          .forEach(figure -> figure.register(List.of(), true));
    }
  }

  private void fill(StatusView status, Instant now) {
    sdeUp.set(status.sde().state().equals("reachable") ? 1 : 0);
    integrations.register(rows("state", status.integrations()), true);
    runs.register(rows("state", status.runs()), true);
    var successes = new ArrayList<Row<?>>();
    var ages = new ArrayList<Row<?>>();
    for (PollView poll : status.list().polls()) {
      Instant last = poll.lastSuccessAt();
      if (last != null) {
        successes.add(row("scope", poll.scope(), last.getEpochSecond()));
        ages.add(row("scope", poll.scope(), Duration.between(last, now).toSeconds()));
      }
    }
    pollSuccess.register(successes, true);
    pollAge.register(ages, true);
    told.register(rows("state", sources.database().inTransaction(store::unwell)), true);
    each(sources.database().inTransaction(tx -> store.moments(tx, MOST_SERIES + 1)));
  }

  private void each(List<Moments> known) {
    boolean tooMany = known.size() > MOST_SERIES;
    List<Moments> shown = tooMany || !perIntegration ? List.of() : known;
    hidden.set(known.size() - shown.size());
    nextRun.register(rows(shown, true), true);
    lastSuccess.register(rows(shown, false), true);
  }

  private static List<Row<?>> rows(List<Moments> shown, boolean next) {
    var rows = new ArrayList<Row<?>>();
    for (Moments one : shown) {
      Instant moment = next ? one.nextSlot() : one.lastSuccess();
      if (moment != null) {
        rows.add(row("integration", Long.toString(one.id()), moment.getEpochSecond()));
      }
    }
    return rows;
  }

  private static List<Row<?>> rows(String label, Map<String, Long> counts) {
    var rows = new ArrayList<Row<?>>();
    counts.forEach((value, count) -> rows.add(row(label, value, count)));
    return rows;
  }

  private static Row<?> row(String label, String value, long number) {
    return Row.of(Tags.of(label, value), number);
  }
}
