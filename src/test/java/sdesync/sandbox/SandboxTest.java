package sdesync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SandboxTest {
  private static final String ALL = "/api/v2/integrations/";

  @Test
  void a_change_shows_in_the_next_answer() {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS)) {
      var asking = new Asking(sandbox);
      sandbox.integrations().change(1, item -> item.withFrequency("weekly"));
      sandbox.integrations().remove(2);
      sandbox
          .integrations()
          .add(SandboxTable.integrations().get(0).withAlias("Again").withCommand("other"));

      assertThat(asking.ids(ALL)).containsExactly(1L, 3L, 4L, 5L, 6L);
      assertThat(asking.ids(ALL + "?alias=Again")).containsExactly(1L);
    }
  }

  @Test
  void a_project_outlives_its_last_integration() {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS)) {
      var asking = new Asking(sandbox);
      sandbox.integrations().clear();
      sandbox.integrations().addProject(77);

      assertThat(asking.ids("/api/v2/projects/2/integrations/")).isEmpty();
      assertThat(asking.ids("/api/v2/projects/77/integrations/")).isEmpty();
    }
  }

  @Test
  void each_request_is_logged_with_the_name_of_its_token_and_never_the_token() {
    List<String> lines = new CopyOnWriteArrayList<>();
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS)) {
      sandbox.requests().listen(line -> lines.add(line.toString().replaceAll("\\d+ ms", "N ms")));
      var asking = new Asking(sandbox);
      asking.ordinary(ALL + "?system=None");
      asking.admin(ALL + "?system=None");
      asking.get(ALL, "Token secret-of-someone");
      asking.get("/", null);
    }

    assertThat(lines)
        .containsExactly(
            "GET /api/v2/integrations/?system=None 200, 14 bytes, N ms, caller: ordinary",
            "GET /api/v2/integrations/?system=None 200, 14 bytes, N ms, caller: admin",
            "GET /api/v2/integrations/ 401, 27 bytes, N ms, caller: wrong",
            "GET / 404, 23 bytes, N ms, caller: none");
  }

  @Test
  void a_latency_comes_before_each_answer() {
    Duration latency = Duration.ofMillis(50);
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS.withLatency(latency))) {
      List<Duration> took = new CopyOnWriteArrayList<>();
      sandbox.requests().listen(line -> took.add(line.took()));
      new Asking(sandbox).ordinary(ALL);

      assertThat(took)
          .singleElement()
          .satisfies(t -> assertThat(t).isGreaterThanOrEqualTo(latency));
    }
  }

  @Test
  void a_port_in_use_is_named_with_what_to_do() {
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS)) {
      int port = sandbox.url().getPort();

      assertThatThrownBy(
              () ->
                  Sandbox.start(
                      new SandboxSettings(port, 0, 0, Duration.ZERO, SandboxApi.INTEGRATIONS)))
          .isInstanceOf(UncheckedIOException.class)
          .hasMessage(
              "the sandbox cannot listen on port %d of loopback (Address already in use); name"
                  + " another port, or none for a free one",
              port);
    }
  }

  @Test
  void a_closed_sandbox_answers_nobody() {
    Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
    sandbox.close();

    assertThatThrownBy(() -> new Asking(sandbox).ordinary(ALL))
        .hasRootCauseInstanceOf(java.nio.channels.ClosedChannelException.class)
        .hasCauseInstanceOf(ConnectException.class);
  }

  @Test
  void the_table_has_what_the_contract_asks_for() {
    Set<String> frequencies = distinct(row -> row.integration().frequency());
    assertThat(frequencies).contains("manually", "hourly", "daily", "weekly", "monthly");
    assertThat(distinct(row -> row.integration().system())).hasSizeGreaterThan(1);
    assertThat(distinct(row -> row.meant().toString()))
        .containsExactlyInAnyOrder("succeeded", "failed: exit_code", "refused: unknown_command");
    assertThat(SandboxTable.meant(4)).contains(new Meant("failed", "exit_code"));
    assertThat(SandboxTable.meant(99)).isEmpty();
    assertThat(SandboxTable.text())
        .startsWith("| id | project | system ")
        .contains("| 4  | 2       | Fortify      | Fortify scans ")
        .contains("| failed: exit_code        |");
    assertThat(SandboxTable.text().lines().map(String::length).distinct()).hasSize(1);
  }

  private static Set<String> distinct(java.util.function.Function<SandboxTable.Row, String> field) {
    return SandboxTable.rows().stream().map(field).collect(Collectors.toSet());
  }
}
