package sdesync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One schema for all nodes, of whatever age. */
@Tag("slow")
class SharedSchemaTest {
  private static final int NODES = 4;

  @TempDir Path folder;

  @Test
  void nodes_that_start_together_make_it_once() throws Exception {
    StoreSettings first = TestDatabases.postgresSettings(folder);
    var starts = new ArrayList<Callable<Database>>();
    for (int node = 0; node < NODES; node++) {
      starts.add(node(first, node));
    }
    var threads = Executors.newFixedThreadPool(NODES);
    try {
      for (Future<Database> started : threads.invokeAll(starts)) {
        try (Database database = started.get()) {
          assertThat(versions(database)).doesNotHaveDuplicates().contains("1", "5");
        }
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void a_node_older_than_it_refuses_to_run_and_says_so() {
    StoreSettings settings = TestDatabases.postgresSettings(folder);
    try (Database newer = Database.open(settings, Duration.ZERO)) {
      newer.inTransaction(
          tx ->
              tx.handle()
                  .execute(
                      """
                      insert into flyway_schema_history (installed_rank, version, description, type,
                        script, checksum, installed_by, execution_time, success)
                      values (99, '99', 'x', 'SQL', 'V99__x.sql', 1, 'x', 1, true)
                      """));
      assertThatThrownBy(() -> node(settings, 1).call())
          .isInstanceOf(StoreUnusable.class)
          .hasMessageContainingAll("schema version 99", "newer sde-sync");
    }
  }

  private Callable<Database> node(StoreSettings like, int node) {
    var settings = new StoreSettings(like.url(), null, null, folder.resolve("data" + node));
    return () -> Database.open(settings, Duration.ZERO);
  }

  private static List<String> versions(Database database) {
    return database.inTransaction(
        tx ->
            tx.handle()
                .createQuery("select version from flyway_schema_history where version is not null")
                .mapTo(String.class)
                .list());
  }
}
