package sdesync.observe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.integration.Integration;
import sdesync.observe.Sources.Counted;
import sdesync.ops.FakeOperations;
import sdesync.ops.PollView;
import sdesync.ops.StatusView;
import sdesync.store.Database;
import sdesync.store.IntegrationStore;
import sdesync.store.TestDatabases;

/** What monitoring reads, and that dashboard and alerts name nothing that is not there. */
class MetricsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final Pattern NAME =
      Pattern.compile("\\b(?:sdesync|jvm|process|hikaricp)_[a-z_]+");

  @TempDir Path folder;
  private Database database;

  @BeforeEach
  void open() {
    database = TestDatabases.h2(folder);
    database.inTransaction(
        tx -> {
          var store = new IntegrationStore();
          for (long id = 1; id <= 3; id++) {
            var one = new Integration(id, 7L, "Rally", "a", "hourly", "c", "alm", null);
            store.add(tx, List.of(one), NOW);
          }
          store.succeeded(tx, Map.of(1L, "r1"), NOW);
          return 0;
        });
  }

  @AfterEach
  void close() {
    database.close();
  }

  private Metrics metrics(boolean perIntegration) {
    Map<Counted, java.util.function.LongSupplier> counters =
        Map.of(
            Counted.of("sdesync.polls", "polls", "outcome", "ok"), () -> 3L,
            Counted.of("sdesync.masked", "masked"), () -> 5L,
            Counted.of("sdesync.notices", "told", "way", "mail", "result", "lost"), () -> 1L);
    return new Metrics(
        "1.2.3",
        new Sources(database, MetricsTest::status, () -> 2, counters),
        perIntegration,
        () -> NOW);
  }

  private static StatusView status() {
    var poll = new PollView("all", NOW, NOW.minusSeconds(60), null, 0, null, NOW, null);
    return new StatusView(
        "1.2.3",
        "node1",
        NOW,
        new StatusView.SdeView("https://sde.example", "reachable", NOW, null),
        new StatusView.ListView(NOW, false, List.of(poll)),
        Map.of("scheduled", 3L, "paused", 0L),
        Map.of("running", 2L, "queued", 1L),
        List.of());
  }

  @Test
  void everything_the_contract_names_is_there() {
    try (Metrics metrics = metrics(true)) {
      metrics.finished(FakeOperations.view("r1", 1, "succeeded"));
      metrics.finished(FakeOperations.view("r2", 1, "failed"));
      assertThat(metrics.text())
          .contains(
              "sdesync_build_info{java=\"" + System.getProperty("java.version"),
              "sdesync_runs_total{command=\"sync_rally\",state=\"failed\"} 1.0",
              "sdesync_runs_open{state=\"queued\"} 1.0",
              "sdesync_node_running 2.0",
              "sdesync_polls_total{outcome=\"ok\"} 3.0",
              "sdesync_poll_age_seconds{scope=\"all\"} 60.0",
              "sdesync_integrations{state=\"scheduled\"} 3.0",
              "sdesync_integrations_unwell{state=\"late\"} 0.0",
              "sdesync_integration_last_success_timestamp_seconds{integration=\"1\"}",
              "sdesync_masked_total 5.0",
              "sdesync_output_dropped_bytes_total",
              "sdesync_attempts_total",
              "sdesync_db_connections{use=\"most\"} 10.0",
              "sdesync_store_up 1.0",
              "sdesync_sde_up 1.0",
              "jvm_memory_used_bytes",
              "process_uptime_seconds");
    }
  }

  @Test
  void commands_and_integrations_are_bounded() {
    try (Metrics metrics = metrics(false)) {
      for (int i = 0; i < 500; i++) {
        metrics.finished(named("hostile\"}\n" + i));
        metrics.finished(named("c" + i));
      }
      String text = metrics.text();
      assertThat(text.lines().filter(line -> line.startsWith("sdesync_runs_total"))).hasSize(51);
      assertThat(text).contains("command=\"other\"").doesNotContain("hostile", "integration=\"");
      assertThat(text).contains("sdesync_integration_series_hidden 3.0");
    }
  }

  private static sdesync.ops.RunView named(String command) {
    var view = FakeOperations.view("r1", 1, "failed");
    return new sdesync.ops.RunView(
        view.id(),
        1,
        null,
        "a",
        command,
        null,
        "manual",
        null,
        null,
        null,
        0,
        1,
        List.of(),
        null,
        null,
        "failed",
        null,
        "",
        null,
        NOW,
        NOW,
        NOW,
        "n",
        null,
        Map.of(),
        view.output(),
        null);
  }

  @Test
  void without_the_store_its_figures_are_missing_and_it_says_so() {
    var now = new AtomicReference<>(NOW);
    var sources = new Sources(database, MetricsTest::status, () -> 2, Map.of());
    try (Metrics metrics = new Metrics("1.2.3", sources, true, now::get)) {
      assertThat(metrics.text()).contains("sdesync_integrations{", "sdesync_poll_age_seconds{");
      database.close();
      now.set(NOW.plusSeconds(6));
      assertThat(metrics.text())
          .contains("sdesync_store_up 0.0")
          .doesNotContain("sdesync_integrations{", "sdesync_poll_age", "{integration=");
    }
  }

  @Test
  void dashboard_and_alerts_name_only_metrics_that_exist() throws IOException {
    JsonNode dashboard =
        new ObjectMapper().readTree(Files.readString(Path.of("ops/grafana-dashboard.json")));
    assertThat(dashboard.get("panels")).isNotEmpty();
    String asked =
        dashboard.findValuesAsText("expr") + Files.readString(Path.of("ops/prometheus-alerts.yml"));
    var named =
        NAME.matcher(asked).results().map(found -> found.group()).collect(Collectors.toSet());
    try (Metrics metrics = metrics(true)) {
      metrics.finished(FakeOperations.view("r1", 1, "failed"));
      var known =
          metrics
              .text()
              .lines()
              .filter(line -> !line.startsWith("#"))
              .map(line -> line.replaceFirst("[{ ].*", ""))
              .collect(Collectors.toCollection(TreeSet::new));
      // An integration without a slot yet has no such series here.
      known.add("sdesync_integration_next_run_timestamp_seconds");
      assertThat(named).hasSizeGreaterThan(10);
      assertThat(known).containsAll(named);
    }
  }
}
