package sdesync.catalog;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;
import sdesync.redact.Secret;
import sdesync.sde.IntegrationList;
import sdesync.sde.IntegrationList.RefusedItem;
import sdesync.sde.SdeSettings;
import sdesync.store.AuditEntry;
import sdesync.store.AuditStore;
import sdesync.store.Database;
import sdesync.store.IntegrationFilter;
import sdesync.store.IntegrationStore;
import sdesync.store.KnownIntegration;
import sdesync.store.PollState;
import sdesync.store.TestDatabases;

/** A catalog on a real H2 file, with a clock that is told the time. */
final class World implements AutoCloseable {
  static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

  final Database database;
  final List<Reconciliation> heard = new ArrayList<>();
  final Polls polls;
  final Catalog catalog;
  Instant now = START;
  @Nullable RuntimeException scheduleFails;
  String token = "a-token";

  World(Path dir, Long... projects) {
    this(TestDatabases.h2(dir), projects);
  }

  World(Database database, Long... projects) {
    this.database = database;
    InstantSource clock = () -> now;
    this.polls = new Polls(database, new PollSettings(Duration.ofMinutes(5)), sde(projects), clock);
    this.catalog =
        new Catalog(
            database,
            polls,
            (tx, changes) -> {
              if (scheduleFails != null) {
                throw scheduleFails;
              }
              heard.add(changes);
            },
            clock);
  }

  SdeSettings sde(Long... projects) {
    return new SdeSettings(
        URI.create("https://sde.example"),
        null,
        new Secret(() -> token),
        List.of(projects),
        Map.of(),
        100,
        1_000_000);
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  static Integration integration(long id) {
    return integration(id, "daily");
  }

  static Integration integration(long id, String frequency) {
    var params = new ParamsOutline(List.of("alm_user", "alm_pass"), "rally.example");
    return new Integration(id, 1L, "Rally", "Alias " + id, frequency, "sync_rally", "ALM", params);
  }

  static IntegrationList list(Integration... items) {
    return new IntegrationList(null, true, List.of(items), List.of());
  }

  /** The list of all projects with integrations of these ids. */
  static IntegrationList ids(long... ids) {
    return list(LongStream.of(ids).mapToObj(World::integration).toArray(Integration[]::new));
  }

  static long[] upTo(int last) {
    return LongStream.rangeClosed(1, last).toArray();
  }

  static IntegrationList refusing(IntegrationList list, RefusedItem... refused) {
    return new IntegrationList(
        list.project(), list.withParams(), list.integrations(), Arrays.asList(refused));
  }

  /** What a poll does with a good list, a minute after the one before. */
  PollReport poll(IntegrationList list) {
    pass(Duration.ofMinutes(1));
    return polls.succeeded(catalog.accept(list));
  }

  KnownIntegration known(long id) {
    return database.inTransaction(tx -> new IntegrationStore().find(tx, id)).orElseThrow();
  }

  List<KnownIntegration> all() {
    return database.inTransaction(
        tx -> new IntegrationStore().list(tx, IntegrationFilter.ALL, 0, 100_000));
  }

  /** Ids of those listed at present. */
  List<Long> listed() {
    return all().stream().filter(one -> !one.isGone()).map(KnownIntegration::id).toList();
  }

  /** Newest last. */
  List<AuditEntry> audit() {
    var entries =
        new ArrayList<>(
            database.inTransaction(tx -> new AuditStore().newest(tx, Long.MAX_VALUE, 1_000_000)));
    java.util.Collections.reverse(entries);
    return entries;
  }

  PollState state() {
    return polls.states().get(0);
  }

  @Override
  public void close() {
    database.close();
  }
}
