package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description says what the server does: its routes, its scopes, its answers, its errors. */
class OpenApiTest {
  @TempDir Path dataDir;
  private Served served;
  private FakeOperations worker;
  private JsonNode document;

  @BeforeEach
  void serve() throws Exception {
    worker =
        new FakeOperations()
            .with(1, "Alpha", "rally", "scheduled")
            .with(2, "Beta", "jira", "paused")
            .with(3, "Old", "jira", "gone");
    worker.runs.put("r1", FakeOperations.view("r1", 1, "failed"));
    worker.logs.put("r1", "line\n");
    served = new Served(dataDir, worker);
    document = OpsServerTest.json(served.get("/api/v1/openapi.json"));
  }

  @AfterEach
  void stop() {
    served.close();
  }

  @Test
  void it_has_every_route_of_the_api_with_its_scope_and_no_other() {
    Set<String> described =
        operations().stream()
            .map(o -> o.method + " " + o.path + " " + o.described.get("description").textValue())
            .collect(Collectors.toSet());
    Set<String> served =
        this.served.server.routes().stream()
            .filter(route -> route.path().startsWith(Api.BASE))
            .map(
                route ->
                    "%s %s Needs the scope %s."
                        .formatted(route.method(), route.path(), route.scope().wireName()))
            .collect(Collectors.toSet());
    assertThat(described).isEqualTo(served);
    assertThat(document.get("openapi").textValue()).startsWith("3.1.");
  }

  @Test
  void every_real_answer_is_as_described() throws Exception {
    for (Operation operation : operations()) {
      assertDescribed(operation, ask(operation, "admin-token", goodBody(operation)));
    }
  }

  @Test
  void every_error_is_described_and_is_a_problem() throws Exception {
    for (Operation operation : operations()) {
      assertDescribed(operation, ask(operation, null, ""));
      if (!operation.described.get("description").textValue().contains("scope view")) {
        assertDescribed(operation, ask(operation, "view-token", ""));
      }
      if (operation.described.has("requestBody")) {
        assertDescribed(operation, ask(operation, "admin-token", "nonsense"));
      }
      if (operation.path.contains("{id}")) {
        var elsewhere = new Operation(operation.method, operation.path, operation.described, "99");
        assertDescribed(elsewhere, ask(elsewhere, "admin-token", goodBody(operation)));
      }
      worker.failure = new OpsFailure(OpsFailure.Kind.UNREACHABLE, "the store failed");
      assertDescribed(operation, ask(operation, "admin-token", goodBody(operation)));
      worker.failure = null;
    }
  }

  @Test
  void every_post_honours_an_idempotency_key() throws Exception {
    worker.runs.put("r1", FakeOperations.view("r1", 1, "running"));
    for (Operation operation : operations()) {
      boolean described =
          operation.described.get("parameters").toString().contains("IdempotencyKey");
      assertThat(described).as(operation.path).isEqualTo(operation.method.equals("POST"));
      if (described) {
        String[] key = {"Idempotency-Key", operation.path};
        String body = goodBody(operation);
        var first = served.send("POST", operation.asked(), "admin-token", body, key);
        int asked = worker.asked.size();
        var again = served.send("POST", operation.asked(), "admin-token", body, key);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(worker.asked).as(operation.path + " asked twice").hasSize(asked);
      }
    }
  }

  private HttpResponse<String> ask(Operation operation, @Nullable String token, String body)
      throws Exception {
    return served.send(operation.method, operation.asked(), token, body);
  }

  private static String goodBody(Operation operation) {
    return operation.path.matches(".*/(runs|pause|resume)") && !operation.path.contains("{id}")
        ? "{\"ids\":[1]}"
        : "";
  }

  private void assertDescribed(Operation operation, HttpResponse<String> answer) throws Exception {
    String what = operation.method + " " + operation.asked() + " → " + answer.statusCode();
    JsonNode response = operation.described.at("/responses/" + answer.statusCode());
    assertThat(response.isMissingNode()).as(what + " is not described").isFalse();
    if (response.has("$ref")) {
      response = document.at(response.get("$ref").textValue().substring(1));
    }
    String type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
    JsonNode media = response.get("content").get(type);
    assertThat(media).as(what + " as " + type).isNotNull();
    if (type.endsWith("json")) {
      JsonNode value = Json.MAPPER.readTree(answer.body());
      assertThat(new JsonSchema(document).misfits(media.get("schema"), value)).as(what).isEmpty();
    }
  }

  private record Operation(String method, String path, JsonNode described, String id) {
    String asked() {
      return path.replace("{id}", id);
    }
  }

  private List<Operation> operations() {
    var operations = new ArrayList<Operation>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            operations.add(
                                new Operation(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    method.getValue(),
                                    path.getKey().contains("/runs/{id}") ? "r1" : "1"))));
    return operations;
  }
}
