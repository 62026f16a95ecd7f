package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.ops.OpsServerTest.assertProblem;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the edge does with requests that are too large, too slow or none at all. */
class EdgeLimitsTest {
  private static final String ASKED =
      "GET /api/v1/runs/r1/log HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer view-token\r\n";

  @TempDir Path dataDir;
  private Served served;
  private FakeOperations worker;

  @BeforeEach
  void serve() throws Exception {
    worker = new FakeOperations().with(1, "Alpha", "rally", "scheduled");
    worker.runs.put("r1", FakeOperations.view("r1", 1, "succeeded"));
    served = new Served(dataDir, worker);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void what_the_server_itself_refuses_is_a_problem_too() throws Exception {
    assertRefused("nonsense\r\n\r\n", 400);
    assertRefused("GET / HTTP/1.1\r\n\r\n", 400);
    assertRefused("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n", 431);
    assertRefused("GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414);
    assertRefused("POST /api/v1/runs HTTP/1.1\r\nHost: a\r\nContent-Length: 999999\r\n\r\n", 413);
  }

  private void assertRefused(String request, int status) throws Exception {
    try (var client = new RawClient(served.url())) {
      String answer = client.send(request).answer();
      assertThat(answer)
          .startsWith("HTTP/1.1 " + status + " ")
          .contains("application/problem+json");
      JsonNode problem = Json.MAPPER.readTree(answer.substring(answer.indexOf("\r\n\r\n")));
      assertThat(problem.get("status").intValue()).isEqualTo(status);
      assertThat(problem.get("title").textValue()).isNotBlank();
      assertThat(problem.get("detail").textValue()).isNotBlank();
    }
  }

  @Test
  void a_body_is_bounded_also_when_its_length_is_not_said() throws Exception {
    String chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
    try (var client = new RawClient(served.url())) {
      client.send(
          "POST /api/v1/runs HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer run-token\r\n"
              + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
              + chunk.repeat(5)
              + "0\r\n\r\n");
      assertThat(client.answer()).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
    }
    assertProblem(served.post("/api/v1/runs", " ".repeat(300_000)), 413, "262144");
    assertThat(served.post("/api/v1/runs", "{\"ids\":[1]}").statusCode()).isEqualTo(202);
  }

  @Test
  void clients_that_send_slowly_hold_no_threads() throws Exception {
    List<RawClient> slow = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      slow.add(new RawClient(served.url()).send("GET /api/v1/status HTTP/1.1\r\nHos"));
      slow.add(
          new RawClient(served.url())
              .send(
                  "POST /api/v1/runs HTTP/1.1\r\nHost: localhost\r\n"
                      + "Authorization: Bearer run-token\r\nContent-Length: 100\r\n\r\n{"));
    }
    assertThat(served.get("/api/v1/status").statusCode()).isEqualTo(200);
    assertThat(served.post("/api/v1/runs", "{\"ids\":[1]}").statusCode()).isEqualTo(202);
    for (RawClient client : slow) {
      client.close();
    }
  }

  @Test
  void clients_that_read_slowly_hold_no_threads() throws Exception {
    worker.logs.put("r1", "a line of output that is long enough\n".repeat(150_000));
    List<RawClient> slow = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String events = i % 2 == 0 ? "Accept: text/event-stream\r\n" : "";
      slow.add(new RawClient(served.url()).send(ASKED + events + "\r\n"));
    }
    for (int i = 0; i < 30; i++) {
      assertThat(served.get("/api/v1/status").statusCode()).isEqualTo(200);
    }
    for (RawClient client : slow) {
      client.close();
    }
    String whole = served.get("/api/v1/runs/r1/log").body();
    assertThat(whole).isEqualTo(worker.logs.get("r1"));
  }
}
