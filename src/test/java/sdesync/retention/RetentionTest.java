package sdesync.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.history.OutputFacts;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Integration;
import sdesync.integration.Trigger;
import sdesync.retention.Retention.Swept;
import sdesync.run.OutputFiles;
import sdesync.store.AuditEntry;
import sdesync.store.AuditStore;
import sdesync.store.Database;
import sdesync.store.IntegrationStore;
import sdesync.store.OutputStore;
import sdesync.store.RunFilter;
import sdesync.store.RunHistory;
import sdesync.store.RunRow;
import sdesync.store.RunStore;
import sdesync.store.TestDatabases;

/** What goes, and what never does. */
class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @TempDir Path folder;
  private final AtomicInteger breaths = new AtomicInteger();
  private Database database;
  private OutputFiles outputs;

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    outputs = new OutputFiles(folder, 1_000_000);
    database.inTransaction(
        tx -> {
          var store = new IntegrationStore();
          for (long id = 1; id <= 2; id++) {
            var one = new Integration(id, 7L, "Rally", "a", "hourly", "c", "alm", null);
            store.add(tx, List.of(one), NOW);
          }
          return 0;
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Swept sweep(int days, int runs, long bytes) {
    var settings = new RetentionSettings(days, runs, bytes);
    return new Retention(settings, database, outputs, () -> NOW, breaths::incrementAndGet).sweep();
  }

  private void ran(String id, long integration, RunState state, Duration ago) {
    Instant then = NOW.minus(ago);
    var run =
        new Run(
            id,
            integration,
            7L,
            "a",
            "c",
            null,
            Trigger.SCHEDULE,
            null,
            then,
            then,
            1,
            1,
            List.of(),
            null,
            null,
            state,
            null,
            "",
            null,
            then,
            then,
            state.isFinal() ? then : null,
            "n",
            null,
            Map.of(),
            OutputFacts.NONE);
    database.inTransaction(
        tx -> {
          new RunStore().add(tx, List.of(new RunRow(run, 1)));
          if (state == RunState.SUCCEEDED) {
            new IntegrationStore().succeeded(tx, Map.of(integration, id), then);
          } else if (state == RunState.FAILED) {
            new IntegrationStore().noteFailure(tx, integration, id);
          }
          return id;
        });
  }

  private List<String> kept() {
    return database.inTransaction(
        tx ->
            new RunHistory()
                .list(tx, RunFilter.all(), 10_000).stream().map(Run::id).sorted().toList());
  }

  private void wrote(String run, int bytes, Duration ago) throws IOException {
    Path file = Files.createDirectories(folder.resolve("output")).resolve(run + ".log");
    Files.write(file, new byte[bytes]);
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(ago)));
  }

  private boolean has(String run) {
    return Files.exists(folder.resolve("output").resolve(run + ".log"));
  }

  @Test
  void old_runs_go_with_their_output_but_never_the_last_success_and_the_last_failure()
      throws IOException {
    ran("r1", 1, RunState.SUCCEEDED, Duration.ofDays(120));
    ran("r2", 1, RunState.FAILED, Duration.ofDays(110));
    ran("r3", 1, RunState.FAILED, Duration.ofDays(100));
    ran("r4", 1, RunState.SUCCEEDED, Duration.ofDays(99));
    ran("r5", 1, RunState.RUNNING, Duration.ofDays(98));
    ran("r6", 1, RunState.SKIPPED, Duration.ofDays(97));
    ran("r7", 2, RunState.SKIPPED, Duration.ofDays(3));
    wrote("r1", 10, Duration.ofDays(120));
    wrote("r4", 10, Duration.ofDays(99));
    assertThat(sweep(90, 200, 1_000_000).runs()).isEqualTo(3);
    assertThat(kept()).containsExactly("r3", "r4", "r5", "r7");
    assertThat(has("r1")).isFalse();
    assertThat(has("r4")).isTrue();
  }

  @Test
  void of_each_integration_so_many_are_kept_and_skipped_slots_do_not_count() {
    ran("r10", 1, RunState.FAILED, Duration.ofHours(10));
    for (int i = 9; i >= 1; i--) {
      ran("r" + i, 1, i % 3 == 0 ? RunState.SKIPPED : RunState.SUCCEEDED, Duration.ofHours(i));
    }
    ran("r0", 2, RunState.SUCCEEDED, Duration.ofHours(20));
    sweep(90, 4, 1_000_000);
    assertThat(kept()).containsExactly("r0", "r1", "r10", "r2", "r3", "r4", "r5", "r6");
  }

  @Test
  void many_go_in_small_batches_with_a_breath_between() {
    for (int i = 0; i < 1_050; i++) {
      ran("r" + i, 1, RunState.LOST, Duration.ofDays(100).plusMinutes(i));
    }
    assertThat(sweep(90, 200, 1_000_000).runs()).isEqualTo(1_050);
    assertThat(breaths.get()).isGreaterThanOrEqualTo(5);
    assertThat(kept()).isEmpty();
  }

  @Test
  void the_oldest_output_goes_first_and_what_belongs_to_no_run_goes_too() throws IOException {
    ran("r1", 1, RunState.SUCCEEDED, Duration.ofHours(5));
    ran("r2", 1, RunState.LOST, Duration.ofHours(4));
    ran("r3", 1, RunState.LOST, Duration.ofHours(3));
    ran("r4", 1, RunState.LOST, Duration.ofHours(2));
    for (int i = 1; i <= 4; i++) {
      wrote("r" + i, 100, Duration.ofHours(6 - i));
    }
    wrote("r9", 100, Duration.ofHours(2));
    wrote("r8", 100, Duration.ofMinutes(1));
    assertThat(sweep(90, 200, 450).files()).isEqualTo(2);
    assertThat(has("r9")).as("of no run").isFalse();
    assertThat(has("r8")).as("perhaps of one that begins").isTrue();
    assertThat(has("r1")).as("the last success").isTrue();
    assertThat(has("r2")).as("the oldest").isFalse();
    assertThat(has("r3")).isTrue();
  }

  @Test
  void of_the_output_that_nodes_share_the_oldest_goes_first_but_never_that_of_the_last_success() {
    ran("r1", 1, RunState.SUCCEEDED, Duration.ofDays(4));
    var stored = new OutputStore();
    database.inTransaction(
        tx -> {
          for (int run = 1; run <= 450; run++) {
            stored.append(tx, run == 1 ? "r1" : "s%03d".formatted(run), 0, "one", new byte[10]);
          }
          return 0;
        });
    assertThat(sweep(90, 200, 3_000).files()).isEqualTo(199);
    assertThat(oldest(stored)).containsExactly("r1", "s201");
    assertThat(sweep(90, 200, 0).files()).isEqualTo(250);
    assertThat(oldest(stored)).containsExactly("r1");
  }

  private List<String> oldest(OutputStore stored) {
    return database.inTransaction(tx -> stored.runs(tx, "", 2));
  }

  @Test
  void the_audit_keeps_a_year_and_a_bounded_number_of_denied_attempts() {
    database.inTransaction(
        tx -> {
          var audit = new AuditStore();
          audit.append(tx, AuditEntry.of(NOW.minus(Duration.ofDays(400)), "a", "run", 1L, ""));
          audit.append(tx, AuditEntry.of(NOW.minus(Duration.ofDays(300)), "a", "pause", 1L, ""));
          for (int i = 0; i < 10_005; i++) {
            audit.append(tx, AuditEntry.of(NOW, "unknown", "denied", null, ""));
          }
          return 0;
        });
    assertThat(sweep(90, 200, 1_000_000).audit()).isEqualTo(6);
  }
}
