package sdesync.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.integration.Integration;

/** What PostgreSQL planned while a table was empty is what it does when the table is large. */
@Tag("slow")
class GrownTableTest {
  /** The driver prepares a statement, and PostgreSQL settles its plan, after a few of each. */
  private static final int UNTIL_PLANNED = 20;

  private static final int RUNS = 5_000;
  private static final List<Long> SOME = LongStream.rangeClosed(1, 16).boxed().toList();

  @TempDir Path folder;

  @Test
  void a_few_rows_are_still_found_without_reading_all() {
    try (Database database = TestDatabases.postgres(folder)) {
      addIntegrations(database);
      for (int i = 0; i < UNTIL_PLANNED; i++) {
        database.inTransaction(tx -> new RunStore().open(tx, SOME));
      }
      addRuns(database);
      long read = database.inTransaction(GrownTableTest::readToFindTheOpen);
      assertThat(read).isZero();
    }
  }

  private static long readToFindTheOpen(Tx tx) {
    assertThat(new RunStore().open(tx, SOME)).isEmpty();
    return tx.handle()
        .createQuery("select seq_tup_read from pg_stat_xact_user_tables where relname = 'run'")
        .mapTo(Long.class)
        .one();
  }

  private static void addIntegrations(Database database) {
    List<Integration> all =
        SOME.stream()
            .map(id -> new Integration(id, 1L, "s", "alias", "hourly", "noop", "alm", null))
            .toList();
    database.inTransaction(
        tx -> {
          new IntegrationStore().add(tx, all, Instant.EPOCH);
          return all;
        });
  }

  private static void addRuns(Database database) {
    String sql =
        """
        insert into run (id, integration_id, alias, command, trigger_kind, slots, attempt, state,
          message, queued_at, fence)
        select 'old' || x, mod(x, 16) + 1, 'alias', 'noop', 'manual', 0, 1, 'succeeded', '', now(), x
        from generate_series(1, %d) x
        """
            .formatted(RUNS);
    database.inTransaction(tx -> tx.handle().execute(sql));
  }
}
