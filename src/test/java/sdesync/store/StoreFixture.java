package sdesync.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;

/** An open database, and the stores. */
abstract class StoreFixture {
  static final Instant T0 = Instant.parse("2026-11-23T10:00:00.123456789Z");
  static final Instant KEPT = Instant.parse("2026-11-23T10:00:00.123Z");

  @TempDir Path dir;
  Database database;
  final IntegrationStore integrations = new IntegrationStore();
  final PollStore polls = new PollStore();
  final AuditStore audit = new AuditStore();

  abstract Database open(Path dir);

  @BeforeEach
  void openIt() {
    database = open(dir);
  }

  @AfterEach
  void closeIt() {
    database.close();
  }

  static Integration integration(long id) {
    return new Integration(
        id,
        7L,
        "Rally",
        "Alias " + id,
        "daily",
        "sync_rally",
        "ALM",
        new ParamsOutline(List.of("alm_user", "weird \"name\"\n"), "rally.example"));
  }

  KnownIntegration known(long id) {
    return database.inTransaction(tx -> integrations.find(tx, id)).orElseThrow();
  }

  void write(Consumer<Tx> work) {
    database.inTransaction(
        tx -> {
          work.accept(tx);
          return 0;
        });
  }

  <T> Optional<T> one(Database.TxWork<Optional<T>> work) {
    return database.inTransaction(work);
  }

  <T> List<T> list(Database.TxWork<List<T>> work) {
    return database.inTransaction(work);
  }

  void add(Integration... added) {
    write(
        tx -> {
          integrations.add(tx, List.of(added), T0);
        });
  }
}
