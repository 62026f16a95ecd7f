package sdesync.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sdesync.sandbox.rally.Rally;

/** The sandbox's Rally as any client of WSAPI v2.0 meets it. */
class SandboxRallyTest {
  private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
  private final RallyAsking rally = new RallyAsking(sandbox);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_story_is_created_found_changed_and_deleted() {
    JsonNode made =
        rally.write("POST", "hierarchicalrequirement/create", story("\"Name\":\"T2: Encrypt\""));
    assertThat(made.at("/CreateResult/Errors")).isEmpty();
    JsonNode story = made.at("/CreateResult/Object");
    assertThat(story.path("FormattedID").asText()).isEqualTo("US1");
    assertThat(story.path("ScheduleState").asText()).isEqualTo("Defined");
    assertThat(story.path("ObjectID").asLong()).isGreaterThan(1L << 32);

    JsonNode found = rally.query("hierarchicalrequirement", "(Name contains \"T2:\")", scope());
    assertThat(found.at("/TotalResultCount").asInt()).isEqualTo(1);
    assertThat(found.at("/Results/0/_ref")).isEqualTo(story.path("_ref"));

    String path = "hierarchicalrequirement/" + story.path("ObjectID").asText();
    JsonNode changed = rally.write("POST", path, story("\"ScheduleState\":\"Completed\""));
    assertThat(changed.at("/OperationResult/Object/ScheduleState").asText()).isEqualTo("Completed");
    assertThat(sandbox.rally().stories())
        .extracting(Rally.WorkItem::state)
        .containsExactly("Completed");

    assertThat(rally.write("DELETE", path, "").at("/OperationResult/Errors")).isEmpty();
    assertThat(rally.get(path).at("/OperationResult/Errors/0").asText())
        .isEqualTo("Cannot find object to read");
  }

  @Test
  void a_stranger_is_refused_and_not_in_json() {
    HttpResponse<String> answer = rally.send("GET", "subscription", "", "ZSESSIONID", "_wrong");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).startsWith("<!DOCTYPE html>");
  }

  private String story(String fields) {
    return "{\"HierarchicalRequirement\":{%s,\"Project\":\"/project/%d\"}}"
        .formatted(fields, project());
  }

  private long project() {
    return sandbox.rally().project(Rally.WORKSPACE, Rally.PROJECT);
  }

  private String scope() {
    return "&project=" + URLEncoder.encode("/project/" + project(), UTF_8);
  }
}
