package sdesync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The H2 file under {@code kill -9}, beside another process, and on a full disk. */
@Tag("slow")
class KilledStoreTest {
  private static final int KILLS = 12;

  @TempDir Path dir;

  @Test
  void nothing_acknowledged_is_lost_and_no_transaction_is_torn() throws Exception {
    var random = new Random(20261123);
    Set<Long> acknowledged = new HashSet<>();
    for (int kill = 0; kill < KILLS; kill++) {
      int commits = 1 + random.nextInt(60);
      Process child = StoreChild.start(dir, List.of());
      try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
        assertThat(next(said)).isEqualTo("open");
        for (int i = 0; i < commits; i++) {
          acknowledged.add(Long.valueOf(next(said)));
        }
        child.toHandle().destroyForcibly(); // the process's own method would close its streams
        child.waitFor();
        // What it said before it died and nobody had read yet counts as well.
        for (String line = said.readLine(); line != null; line = said.readLine()) {
          if (line.matches("» \\d+")) {
            acknowledged.add(Long.valueOf(line.substring(2)));
          }
        }
      }
      try (Database database = TestDatabases.h2(dir)) {
        Set<Long> rows = ids(database, "select id from integration");
        Set<Long> audited = ids(database, "select integration_id from audit");
        assertThat(rows).as("after kill %d", kill).containsAll(acknowledged);
        assertThat(audited).isEqualTo(rows);
      }
    }
    assertThat(acknowledged).hasSizeGreaterThan(KILLS);
  }

  private static Set<Long> ids(Database database, String query) {
    return database.inTransaction(
        tx -> new HashSet<>(tx.handle().createQuery(query).mapTo(Long.class).list()));
  }

  /** Without lines of the log, which goes to the same place. */
  private static String next(BufferedReader said) throws IOException {
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith("» ")) {
        return line.substring(2);
      }
    }
    throw new AssertionError("the child ended by itself");
  }

  @Test
  void a_store_another_process_works_on_is_refused_naming_its_pid() throws Exception {
    Process child = StoreChild.start(dir, List.of());
    try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
      assertThat(next(said)).isEqualTo("open");
      assertThatThrownBy(() -> TestDatabases.h2(dir))
          .isInstanceOfSatisfying(
              StoreInUse.class, inUse -> assertThat(inUse.pid()).hasValue(child.pid()))
          .hasMessageContaining("process " + child.pid());
    } finally {
      child.toHandle().destroyForcibly();
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    TestDatabases.h2(dir).close();
  }

  @Test
  void a_full_disk_is_told_as_such_and_loses_nothing() throws Exception {
    // A file larger than the limit fails as a write to a full disk does.
    Process child =
        StoreChild.start(dir, List.of("bash", "-c", "ulimit -f 4096; exec \"$0\" \"$@\""));
    Set<Long> acknowledged = new HashSet<>();
    String failure = null;
    try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
      assertThat(next(said)).isEqualTo("open");
      while (failure == null) {
        String line = next(said);
        if (line.startsWith("failed")) {
          failure = line;
        } else {
          acknowledged.add(Long.valueOf(line));
        }
      }
      assertThat(failure).contains("DISK_FULL", "disk full at " + dir.resolve("data"), "history.*");
    } finally {
      child.toHandle().destroyForcibly();
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
    try (Database database = TestDatabases.h2(dir)) {
      assertThat(ids(database, "select id from integration")).containsAll(acknowledged);
    }
  }
}
