package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The API over real HTTP: shapes, statuses and errors of contract section 3. */
class OpsServerTest {
  @TempDir Path dataDir;
  private Served served;
  private FakeOperations worker;

  @BeforeEach
  void serve() throws Exception {
    worker =
        new FakeOperations()
            .with(1, "Alpha", "rally", "scheduled")
            .with(2, "Beta", "jira", "paused")
            .with(3, "Old", "jira", "gone");
    served = new Served(dataDir, worker);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void a_run_has_the_fields_of_the_contract_and_its_place_in_the_queue() throws Exception {
    worker.runs.put("r1", FakeOperations.view("r1", 1, "failed"));
    JsonNode run = json(served.get("/api/v1/runs/r1"));
    assertThat(names(run))
        .containsExactly(
            ("id integration_id project_id alias command target trigger requested_by slot slot_last"
                    + " slots attempt attempts next_attempt_at recovers state reason message"
                    + " exit_code queued_at started_at finished_at node progress summary output"
                    + " place")
                .split(" "));
    assertThat(names(run.get("output")))
        .containsExactly("bytes", "lines", "dropped_bytes", "flags");
    assertThat(run.get("finished_at").textValue()).isEqualTo("2026-11-23T21:00:00Z");
    assertThat(run.get("slot").isNull()).isTrue();
  }

  @Test
  void an_integration_has_the_fields_of_the_contract_and_what_the_server_says() throws Exception {
    JsonNode integration = json(served.get("/api/v1/integrations/1"));
    assertThat(names(integration))
        .containsExactly(
            ("id project_id system alias frequency command type handler state problem next_run_at"
                    + " last_run running queued pause target server")
                .split(" "));
  }

  @Test
  void lists_have_results_and_a_next_that_can_be_followed() throws Exception {
    JsonNode first = json(served.get("/api/v1/integrations?limit=2"));
    assertThat(names(first)).containsExactly("results", "next");
    assertThat(first.get("results")).hasSize(2);
    String next = first.get("next").textValue();
    assertThat(next).startsWith(served.url() + "/api/v1/integrations?");
    JsonNode second = json(served.get(next.substring(served.url().toString().length())));
    assertThat(second.get("results")).hasSize(1);
    assertThat(second.get("next").isNull()).isTrue();
  }

  @Test
  void filters_of_a_list_reach_the_worker() throws Exception {
    JsonNode list = json(served.get("/api/v1/integrations?system=jira&alias=Beta"));
    assertThat(list.get("results")).hasSize(1);
    assertThat(list.at("/results/0/id").asLong()).isEqualTo(2);
  }

  @Test
  void one_integration_is_run_with_202_and_its_disposition() throws Exception {
    var answer = served.post("/api/v1/integrations/1/runs", "");
    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(names(json(answer))).containsExactly("disposition", "run");
    assertThat(json(answer).get("disposition").asText()).isEqualTo("started");
  }

  @Test
  void a_gone_integration_is_refused_and_an_unknown_one_is_404() throws Exception {
    var gone = served.post("/api/v1/integrations/3/runs", "{}");
    assertThat(gone.statusCode()).isEqualTo(202);
    assertThat(json(gone).get("disposition").asText()).isEqualTo("refused");
    assertProblem(served.post("/api/v1/integrations/77/runs", "{}"), 404, "77");
    assertProblem(served.post("/api/v1/integrations/x/runs", "{}"), 404, "x");
  }

  @Test
  void runs_are_ordered_by_selector_with_what_is_left_out() throws Exception {
    var answer = served.post("/api/v1/runs", "{\"ids\":[1,99],\"dry_run\":true}");
    assertThat(answer.statusCode()).isEqualTo(202);
    JsonNode json = json(answer);
    assertThat(names(json)).containsExactly("results", "excluded");
    assertThat(names(json.at("/excluded/0")))
        .containsExactly("integration_id", "reason", "message");
    assertThat(json.at("/excluded/0/reason").asText()).isEqualTo("unknown_id");
    assertThat(worker.asked.get(0)).contains("dryRun=true").endsWith("by ops");
  }

  @Test
  void a_wrong_order_names_the_field_and_what_is_allowed() throws Exception {
    assertProblem(served.post("/api/v1/runs", ""), 400, "selects nothing");
    assertProblem(served.post("/api/v1/runs", "{\"id\":1}"), 400, "unknown field \"id\"");
    assertProblem(served.post("/api/v1/runs", "{\"ids\":[\"1\"]}"), 400, "positive integer");
    assertProblem(served.post("/api/v1/runs", "{\"all\":1}"), 400, "true or false");
    assertProblem(served.post("/api/v1/runs", "[1]"), 400, "not a JSON object");
    assertProblem(served.post("/api/v1/runs", "{"), 400, "not JSON");
    assertProblem(served.get("/api/v1/runs?stat=failed"), 400, "\"stat\"");
    assertProblem(served.get("/api/v1/runs?state=broken"), 400, "succeeded");
    assertProblem(served.get("/api/v1/runs?limit=0"), 400, "1 to 1000");
    assertProblem(served.get("/api/v1/runs?since=yesterday"), 400, "2026-11-23T21:00:00Z");
    assertThat(worker.asked).isEmpty();
  }

  @Test
  void cancelling_an_ended_run_is_a_conflict() throws Exception {
    worker.runs.put("r1", FakeOperations.view("r1", 1, "running"));
    assertThat(served.post("/api/v1/runs/r1/cancel", "").statusCode()).isEqualTo(200);
    assertProblem(served.post("/api/v1/runs/r1/cancel", ""), 409, "ended already");
    assertProblem(served.post("/api/v1/runs/r9/cancel", ""), 404, "r9");
  }

  @Test
  void pause_takes_selector_until_and_note() throws Exception {
    var answer =
        served.post(
            "/api/v1/pause",
            "{\"system\":\"jira\",\"until\":\"2026-11-24T00:00:00+01:00\",\"note\":\"move\"}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).get("results")).hasSize(2);
    assertThat(worker.asked.get(0)).contains("until=2026-11-23T23:00:00Z", "note=move");
    assertThat(served.post("/api/v1/resume", "{\"all\":true}").statusCode()).isEqualTo(200);
    assertProblem(served.post("/api/v1/pause", "{\"all\":true,\"until\":\"soon\"}"), 400, "soon");
  }

  @Test
  void why_check_polls_and_audit_have_their_shapes() throws Exception {
    JsonNode why = json(served.get("/api/v1/integrations/1/why?at=2026-11-23T20:00:00Z"));
    assertThat(names(why)).containsExactly("integration_id", "at", "causes");
    assertThat(names(why.at("/causes/0"))).containsExactly("reason", "message", "since");
    assertThat(names(json(served.post("/api/v1/check", "")))).containsExactly("ok", "results");
    assertThat(names(json(served.get("/api/v1/polls")))).containsExactly("results", "next");
    assertThat(names(json(served.post("/api/v1/polls", "")))).containsExactly("results", "next");
    assertThat(names(json(served.get("/api/v1/audit")))).containsExactly("results", "next");
  }

  @Test
  void a_log_is_text_whole_or_from_an_offset() throws Exception {
    worker.runs.put("r1", FakeOperations.view("r1", 1, "succeeded"));
    worker.logs.put("r1", "one\ntwo\n");
    var whole = served.get("/api/v1/runs/r1/log");
    assertThat(whole.body()).isEqualTo("one\ntwo\n");
    assertThat(whole.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain;");
    assertThat(served.get("/api/v1/runs/r1/log?offset=4").body()).isEqualTo("two\n");
    assertProblem(served.get("/api/v1/runs/r2/log"), 404, "r2");
  }

  @Test
  void a_log_is_followed_as_events_to_the_end_of_the_run() throws Exception {
    worker.runs.put("r1", FakeOperations.view("r1", 1, "running"));
    worker.logs.put("r1", "a\r\nb");
    var request =
        HttpRequest.newBuilder(URI.create(served.url() + "/api/v1/runs/r1/log"))
            .header("Authorization", "Bearer view-token")
            .header("Accept", "text/event-stream")
            .build();
    HttpResponse<Stream<String>> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofLines());
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .contains("text/event-stream");
    var lines = answer.body().iterator();
    var seen = new java.util.ArrayList<String>();
    while (lines.hasNext()) {
      String line = lines.next();
      seen.add(line);
      if (line.startsWith("data: {\"") && line.contains("\"text\"")) {
        worker.runs.put("r1", FakeOperations.view("r1", 1, "succeeded"));
      }
    }
    assertThat(seen).contains("event: output", "id: 4", "event: end");
    assertThat(String.join("\n", seen)).contains("a\\r\\nb").contains("\"state\":\"succeeded\"");
  }

  @Test
  void unknown_paths_and_methods_are_problems_too() throws Exception {
    assertProblem(served.get("/api/v1/nothing"), 404, "/api/v1/nothing");
    assertProblem(served.get("/api/v1/integrations/1/plans"), 404, "plans");
    assertProblem(served.send("DELETE", "/api/v1/runs", "admin-token", ""), 405, "DELETE");
  }

  @Test
  void a_plan_is_told_and_can_be_accepted_by_its_hash() throws Exception {
    var plan = served.get("/api/v1/integrations/1/plan");
    assertThat(plan.body())
        .contains("\"integration_id\":1", "\"hash\":\"0123456789abcdef\"", "\"guard\":null")
        .contains("\"action\":\"create\"", "\"reason\":\"it has no item\"");
    String accept = "{\"accept_plan\":\"0123456789abcdef\"}";
    assertThat(served.post("/api/v1/integrations/1/runs", accept).statusCode()).isEqualTo(202);
    assertThat(worker.asked).anyMatch(asked -> asked.contains("acceptPlan=0123456789abcdef"));
    assertProblem(
        served.post("/api/v1/integrations/1/runs", "{\"accept_plan\":\"all\"}"), 400, "plan ID");
    assertProblem(
        served.post("/api/v1/runs", "{\"all\":true," + accept.substring(1)),
        400,
        "one integration");
  }

  @Test
  void a_body_that_is_too_large_is_413() throws Exception {
    String body = "{\"alias\":\"" + "x".repeat(300_000) + "\"}";
    assertProblem(served.post("/api/v1/runs", body), 413, "262144");
  }

  @Test
  void what_the_worker_cannot_do_is_told_and_what_it_fails_at_is_not() throws Exception {
    worker.failure = new OpsFailure(OpsFailure.Kind.UNREACHABLE, "the store does not answer");
    assertProblem(served.get("/api/v1/status"), 503, "the store does not answer");
    worker.failure = new IllegalStateException("the inner workings");
    assertProblem(served.get("/api/v1/status"), 500, "its log has the cause");
    assertThat(served.get("/api/v1/status").body()).doesNotContain("inner workings");
  }

  @Test
  void an_idempotency_key_makes_a_repeated_post_one() throws Exception {
    String[] key = {"Idempotency-Key", "k1"};
    var first = served.post("/api/v1/runs", "{\"ids\":[1]}", key);
    var again = served.post("/api/v1/runs", "{\"ids\":[1]}", key);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.statusCode()).isEqualTo(202);
    assertThat(again.headers().firstValue("Content-Type"))
        .isEqualTo(first.headers().firstValue("Content-Type"));
    assertThat(worker.asked).hasSize(1);
    assertProblem(served.post("/api/v1/runs", "{\"ids\":[2]}", key), 409, "Idempotency-Key");
    assertThat(served.post("/api/v1/runs", "{\"ids\":[1]}", "Idempotency-Key", "k2").statusCode())
        .isEqualTo(202);
    assertThat(worker.asked).hasSize(2);
  }

  @Test
  void an_idempotency_key_of_a_failed_post_may_be_used_again() throws Exception {
    worker.failure = new OpsFailure(OpsFailure.Kind.UNREACHABLE, "the store does not answer");
    String[] key = {"Idempotency-Key", "k1"};
    assertThat(served.post("/api/v1/runs", "{\"ids\":[1]}", key).statusCode()).isEqualTo(503);
    worker.failure = null;
    assertThat(served.post("/api/v1/runs", "{\"ids\":[1]}", key).statusCode()).isEqualTo(202);
  }

  @Test
  void a_port_in_use_is_wrong_configuration_that_names_it() {
    int port = served.url().getPort();
    assertThatThrownBy(
            () ->
                Served.with(
                    any -> Served.settings(port, dataDir, any.tokens(), null), dataDir, worker))
        .isInstanceOf(OpsMisconfigured.class)
        .hasMessageContainingAll("ops.bind", "127.0.0.1:" + port, "in use");
  }

  static void assertProblem(HttpResponse<String> answer, int status, String word) throws Exception {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/problem+json");
    JsonNode problem = json(answer);
    assertThat(names(problem)).containsExactly("type", "title", "status", "detail");
    assertThat(problem.get("status").asInt()).isEqualTo(status);
    assertThat(problem.get("detail").asText()).contains(word);
  }

  static JsonNode json(HttpResponse<String> answer) throws Exception {
    return Json.MAPPER.readTree(answer.body());
  }

  static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
