package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.ops.OpsServerTest.assertProblem;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in, for every route the server has. */
class GateTest {
  @TempDir Path dataDir;
  private Served served;
  private FakeOperations worker;

  @BeforeEach
  void serve() throws Exception {
    worker = new FakeOperations().with(1, "Alpha", "rally", "scheduled");
    worker.runs.put("r1", FakeOperations.view("r1", 1, "running"));
    served = new Served(dataDir, worker);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @TestFactory
  Stream<DynamicTest> every_route_lets_in_who_may_and_nobody_else() {
    return served.server.routes().stream()
        .map(
            route ->
                DynamicTest.dynamicTest(
                    route.method() + " " + route.path() + " needs " + route.scope(),
                    () -> {
                      assertThat(in(route, null)).isEqualTo(route.scope() == Scope.PUBLIC);
                      assertThat(in(route, "wrong")).isEqualTo(route.scope() == Scope.PUBLIC);
                      assertThat(in(route, "view-token"))
                          .isEqualTo(Scope.VIEW.covers(route.scope()));
                      assertThat(in(route, "run-token")).isEqualTo(Scope.RUN.covers(route.scope()));
                      assertThat(in(route, "admin-token")).isTrue();
                    }));
  }

  private boolean in(Route route, @Nullable String token) throws Exception {
    String path = route.path().replace("{id}", route.path().contains("/runs/") ? "r1" : "1");
    int asked = worker.asked.size();
    var answer = served.send(route.method().name(), path, token, "");
    boolean refused = answer.statusCode() == 401 || answer.statusCode() == 403;
    if (refused) {
      assertThat(worker.asked).as("asked of the worker though refused").hasSize(asked);
    }
    return !refused;
  }

  @Test
  void the_server_has_no_route_but_the_ones_with_a_scope() {
    var served =
        this.served.server.javalin().unsafe.internalRouter.allHttpHandlers().stream()
            .map(parsed -> parsed.endpoint)
            .filter(endpoint -> endpoint.method.isHttpMethod())
            .map(endpoint -> endpoint.method + " " + endpoint.path)
            .collect(Collectors.toSet());
    var known =
        this.served.server.routes().stream()
            .map(route -> route.method() + " " + route.path())
            .collect(Collectors.toSet());
    assertThat(served).isEqualTo(known);
  }

  @Test
  void only_health_is_open_and_says_no_more_than_a_status() throws Exception {
    assertThat(
            served.server.routes().stream()
                .filter(route -> route.scope() == Scope.PUBLIC)
                .map(Route::path))
        .containsExactly("/observe/health/live", "/observe/health/ready");
    var live = served.send("GET", "/observe/health/live", null, "");
    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(live.body()).isEqualTo("{\"status\":\"up\"}");
    var ready = served.send("GET", "/observe/health/ready", null, "");
    assertThat(ready.statusCode()).isEqualTo(503);
    assertThat(ready.body()).isEqualTo("{\"status\":\"down\"}");
  }

  @Test
  void without_a_token_nobody_learns_what_exists() throws Exception {
    assertProblem(served.send("GET", "/api/v1/nothing", null, ""), 401, "Bearer");
    assertProblem(served.send("GET", "/", null, ""), 401, "Bearer");
    assertProblem(served.send("PUT", "/api/v1/runs", null, ""), 401, "Bearer");
  }

  @Test
  void a_scope_that_is_too_small_is_named() throws Exception {
    assertProblem(
        served.send("POST", "/api/v1/runs", "view-token", "{\"all\":true}"), 403, "needs run");
    assertProblem(
        served.send("POST", "/api/v1/pause", "run-token", "{\"all\":true}"), 403, "needs admin");
  }

  @Test
  void a_page_of_another_site_is_told_nothing_without_a_token() throws Exception {
    assertThat(raw("GET /api/v1/status HTTP/1.1", "Host: evil.example")).contains(" 401 ");
    assertThat(raw("GET / HTTP/1.1", "Host: evil.example", "Accept: text/html")).contains(" 403 ");
    assertThat(raw("GET /api/v1/status HTTP/1.1", "Host: localhost:1")).contains(" 401 ");
    assertThat(
            raw(
                "GET /api/v1/status HTTP/1.1",
                "Host: sde-sync.example",
                "Authorization: Bearer view-token"))
        .contains(" 200 ");
    assertThat(raw("GET /observe/health/live HTTP/1.1", "Host: prober.example")).contains(" 200 ");
  }

  private String raw(String... lines) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), served.url().getPort())) {
      String text = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      return new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))
          .readLine();
    }
  }

  @Test
  void wrong_tokens_are_slowed_down_and_right_ones_never() throws Exception {
    for (int i = 0; i < 20; i++) {
      assertThat(served.send("GET", "/api/v1/status", "guess" + i, "").statusCode()).isEqualTo(401);
    }
    var braked = served.send("GET", "/api/v1/status", "guess", "");
    assertProblem(braked, 429, "wait");
    assertThat(braked.headers().firstValue("Retry-After")).contains("60");
    assertThat(served.get("/api/v1/status").statusCode()).isEqualTo(200);
    served.nanos += 61_000_000_000L;
    assertThat(served.send("GET", "/api/v1/status", "guess", "").statusCode()).isEqualTo(401);
  }

  @Test
  void who_asked_is_the_token_and_the_clean_login_name() throws Exception {
    served.post("/api/v1/polls", "", "Sde-Sync-User", "alice");
    served.post("/api/v1/polls", "", "Sde-Sync-User", "a)l ice(\"");
    served.send("POST", "/api/v1/polls", "run-token", "");
    assertThat(worker.asked)
        .containsExactly("poll by ops (alice)", "poll by ops (alice)", "poll by ci");
  }

  @Test
  void tokens_are_read_again_when_their_file_changes() throws Exception {
    Path file = served.settings.tokens();
    assertThat(served.send("GET", "/api/v1/status", "view-token", "").statusCode()).isEqualTo(200);
    Files.write(file, List.of(Served.line(Scope.VIEW, "new-token", "n"), "view not-a-hash x"));
    assertThat(served.send("GET", "/api/v1/status", "view-token", "").statusCode()).isEqualTo(401);
    assertThat(served.send("GET", "/api/v1/status", "new-token", "").statusCode()).isEqualTo(200);
    Files.delete(file);
    assertThat(served.send("GET", "/api/v1/status", "new-token", "").statusCode()).isEqualTo(401);
  }

  @Test
  void answers_are_not_kept_or_guessed_at_by_browsers() throws Exception {
    Map<String, List<String>> headers = served.get("/api/v1/status").headers().map();
    assertThat(headers.get("cache-control")).containsExactly("no-store");
    assertThat(headers.get("x-content-type-options")).containsExactly("nosniff");
    assertThat(headers).doesNotContainKey("server");
  }

  @Test
  void metrics_and_health_carry_any_host_and_need_a_token() throws Exception {
    assertThat(raw("GET /observe/metrics HTTP/1.1", "Host: prober.example")).contains(" 401 ");
    String bearer = "Authorization: Bearer view-token";
    assertThat(raw("GET /observe/metrics HTTP/1.1", "Host: prober.example", bearer))
        .contains(" 200 ");
    var health = served.get("/observe/health");
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).contains("\"status\":\"degraded\"", "sd_elements", "no answer");
  }

  @Test
  void who_asked_from_where_and_what_came_of_it_is_remembered() throws Exception {
    served.post("/api/v1/pause", "{\"ids\":[1]}", "Sde-Sync-User", "alice");
    served.post("/api/v1/integrations/1/runs", "");
    served.post("/api/v1/pause", "{}");
    served.get("/api/v1/status");
    served.send("POST", "/api/v1/pause", "run-token", "{\"all\":true}");
    served.send("GET", "/api/v1/audit", "wrong", "");
    assertThat(served.attempts)
        .containsExactly(
            attempt("ops (alice)", Attempt.REQUEST, null, 200, "POST /api/v1/pause"),
            attempt("ops", Attempt.REQUEST, 1L, 202, "POST /api/v1/integrations/1/runs"),
            attempt("ops", Attempt.REQUEST, null, 400, "POST /api/v1/pause"),
            attempt("ci", Attempt.DENIED, null, 403, "POST /api/v1/pause"),
            attempt("unknown", Attempt.DENIED, null, 401, "GET /api/v1/audit"));
  }

  private static Attempt attempt(
      String who, String action, @Nullable Long integration, int status, String detail) {
    return new Attempt(who, "127.0.0.1", action, integration, status, detail);
  }

  @Test
  void guessing_does_not_fill_the_audit() throws Exception {
    for (int i = 0; i < 40; i++) {
      served.send("GET", "/api/v1/status", "guess" + i, "");
    }
    assertThat(served.attempts).hasSize(10);
    served.nanos += 61_000_000_000L;
    served.send("GET", "/api/v1/status", "guess", "");
    assertThat(served.attempts).hasSize(12);
    assertThat(served.attempts.get(10).detail()).isEqualTo("and 30 more before");
  }

  @Test
  void nor_does_a_wrong_method_of_nobody_known() throws Exception {
    for (int i = 0; i < 40; i++) {
      assertThat(served.send("DELETE", "/observe/health/live", null, "").statusCode())
          .isEqualTo(405);
    }
    assertThat(served.attempts).hasSize(10);
  }
}
