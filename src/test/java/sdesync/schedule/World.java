package sdesync.schedule;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sdesync.catalog.Reconciliation;
import sdesync.catalog.Reconciliation.Changed;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;
import sdesync.store.Database;
import sdesync.store.IntegrationStore;
import sdesync.store.KnownIntegration;
import sdesync.store.RunFilter;
import sdesync.store.RunHistory;
import sdesync.store.ScheduleStore;
import sdesync.store.StoreSettings;

/** A store, a clock, and integrations that are due every so many seconds of the wall clock. */
final class World implements AutoCloseable {
  static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  final Database database;
  final ManualTime time = new ManualTime(START);
  private final RunHistory history = new RunHistory();
  private final Map<Long, Integration> listed = new HashMap<>();

  World(Database database) {
    this.database = database;
  }

  static World onH2(Path dir) {
    return new World(
        Database.open(
            new StoreSettings("jdbc:h2:file:" + dir.resolve("db"), null, null, dir.resolve("data")),
            Duration.ZERO));
  }

  /** {@code frequency} is the seconds between two slots; anything else runs by hand only. */
  static Optional<Instant> rule(Integration integration, Instant after) {
    if (!integration.frequency().matches("[0-9]+")) {
      return Optional.empty();
    }
    long every = Long.parseLong(integration.frequency());
    return Optional.of(
        Instant.ofEpochSecond((Math.floorDiv(after.toEpochMilli(), every * 1_000) + 1) * every));
  }

  Node node() {
    return new Node(database, World::rule, time);
  }

  Node node(EngineSettings settings) {
    return new Node(
        database, World::rule, time, new LedgerSettings(settings, true), EngineMode.EVERYTHING);
  }

  static Integration integration(long id, String frequency, @Nullable String target) {
    return new Integration(
        id,
        7L,
        "rally",
        "alias " + id,
        frequency,
        "sync_rally",
        "alm",
        new ParamsOutline(List.of("alm_server"), target));
  }

  /** The list has one more. */
  void add(Node node, long id, String frequency) {
    add(node, integration(id, frequency, "target" + id));
  }

  void add(Node node, Integration... integrations) {
    reconcile(node, new Reconciliation(List.of(integrations), List.of(), List.of(), List.of()));
  }

  void change(Node node, long id, String frequency) {
    var now = integration(id, frequency, "target" + id);
    var change = new Changed(known(id), now, List.of("frequency"));
    reconcile(node, new Reconciliation(List.of(), List.of(change), List.of(), List.of()));
  }

  void remove(Node node, long id) {
    reconcile(node, new Reconciliation(List.of(), List.of(), List.of(known(id)), List.of()));
  }

  void bringBack(Node node, long id) {
    var back = new Changed(known(id), known(id), List.of());
    reconcile(node, new Reconciliation(List.of(), List.of(), List.of(), List.of(back)));
  }

  private Integration known(long id) {
    return Objects.requireNonNull(listed.get(id));
  }

  private void reconcile(Node node, Reconciliation changes) {
    var store = new IntegrationStore();
    database.inTransaction(
        tx -> {
          store.add(tx, changes.added(), time.now());
          store.update(tx, changes.changed().stream().map(Changed::now).toList());
          store.update(tx, changes.back().stream().map(Changed::now).toList());
          store.markGone(tx, changes.gone().stream().map(Integration::id).toList(), time.now());
          store.markBack(tx, changes.back().stream().map(c -> c.now().id()).toList());
          node.ledger.listener().changed(tx, changes);
          return changes;
        });
    changes.added().forEach(one -> listed.put(one.id(), one));
    changes.changed().forEach(one -> listed.put(one.now().id(), one.now()));
  }

  void pass(Duration time) {
    this.time.pass(time);
  }

  void seconds(long seconds) {
    pass(Duration.ofSeconds(seconds));
  }

  Instant at(long secondsAfterStart) {
    return START.plusSeconds(secondsAfterStart);
  }

  /** Oldest first. */
  List<Run> runs(long id) {
    var runs = database.inTransaction(tx -> history.list(tx, RunFilter.of(id), 10_000));
    return runs.stream().sorted(java.util.Comparator.comparing(Run::id)).toList();
  }

  List<Run> runs(long id, RunState state) {
    return runs(id).stream().filter(run -> run.state() == state).toList();
  }

  /** What became of the slots: seconds after the start, and the state. */
  Map<Long, String> slots(long id) {
    var slots = new TreeMap<Long, String>();
    for (Run run : runs(id)) {
      if (run.slot() != null) {
        String said = run.state().wireName();
        if (run.reason() != null) {
          said += ": " + run.reason().wireName();
        }
        if (run.slots() > 1) {
          said += " x" + run.slots();
        }
        slots.merge(Duration.between(START, run.slot()).toSeconds(), said, (a, b) -> a + ", " + b);
      }
    }
    return slots;
  }

  KnownIntegration now(long id) {
    return database.inTransaction(tx -> new IntegrationStore().find(tx, id)).orElseThrow();
  }

  Optional<Instant> nextSlot(long id) {
    return Optional.ofNullable(
        database
            .inTransaction(tx -> new ScheduleStore(database).nextSlots(tx, List.of(id)))
            .get(id));
  }

  String said(List<Run> runs) {
    return runs.stream()
        .map(run -> run.trigger().wireName() + " " + run.state().wireName())
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {
    database.close();
  }
}
