package sdesync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sdesync.sandbox.rally.Rally;

/** What the sandbox's Rally takes, what it refuses, and in which words. */
class RallyWritingTest {
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS, () -> now);
  private final RallyAsking asking = new RallyAsking(sandbox);
  private final Rally rally = sandbox.rally();
  private final long project = rally.project(Rally.WORKSPACE, Rally.PROJECT);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT"})
  void a_story_is_made_with_what_was_left_out_filled_in(String method) {
    JsonNode answer =
        asking.write(
            method, "hierarchicalrequirement/create", story("\"Name\":\"A \u00e9 \uD83D\uDE00\""));

    assertThat(answer.at("/CreateResult/Errors")).isEmpty();
    assertThat(answer.at("/CreateResult/Warnings")).isEmpty();
    JsonNode made = answer.at("/CreateResult/Object");
    assertThat(made.path("_type").asText()).isEqualTo("HierarchicalRequirement");
    assertThat(made.path("Name").asText()).isEqualTo("A \u00e9 \uD83D\uDE00");
    assertThat(made.path("_refObjectName")).isEqualTo(made.path("Name"));
    assertThat(made.path("CreationDate").asText()).isEqualTo("2026-03-01T10:00:00.000Z");
    assertThat(made.at("/Workspace/_refObjectName").asText()).isEqualTo(Rally.WORKSPACE);
    assertThat(made.path("ScheduleState").asText()).isEqualTo("Defined");
    assertThat(made.path("Blocked").asBoolean(true)).isFalse();
  }

  @Test
  void an_update_moves_the_version_and_the_time_and_nothing_else() {
    String path = made("\"Name\":\"x\",\"Description\":\"<p>y</p>\"");
    now = now.plus(Duration.ofMillis(1234));
    JsonNode changed = asking.write("POST", path, "{\"hierarchicalrequirement\":{\"Name\":\"z\"}}");

    JsonNode item = changed.at("/OperationResult/Object");
    assertThat(item.path("_objectVersion").asText()).isEqualTo("2");
    assertThat(item.path("LastUpdateDate").asText()).isEqualTo("2026-03-01T10:00:01.234Z");
    assertThat(item.path("CreationDate").asText()).isEqualTo("2026-03-01T10:00:00.000Z");
    assertThat(item.path("Description").asText()).isEqualTo("<p>y</p>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "Description":"x" | Validation error: HierarchicalRequirement.Name should not be null
          "Name":"" | Validation error: HierarchicalRequirement.Name should not be null
          "Name":"x","ScheduleState":"Done" | Could not convert: Cannot use value "Done" for HierarchicalRequirement.ScheduleState; allowed values are [Defined, In-Progress, Completed, Accepted]
          "Name":"x","Project":"/project/2" | Could not read: Could not read referenced object 2
          "Name":"x","Tags":[{"_ref":"/tag/7"}] | Could not read: Could not read referenced object 7
          "Name":"x","PlanEstimate":"many" | Could not parse: Cannot convert "many" into a number for HierarchicalRequirement.PlanEstimate.
          "Name":"<script>alert(1)</script>" | Validation error: HierarchicalRequirement.Name contained invalid input. Search 'HTML Whitelist' at help.rallydev.com for details.
          """)
  void what_is_wrong_is_an_error_and_nothing_is_made(String fields, String error) {
    JsonNode answer =
        asking.write(
            "POST",
            "hierarchicalrequirement/create",
            "{\"HierarchicalRequirement\":{" + fields + "}}");

    assertThat(answer.at("/CreateResult/Errors/0").asText()).isEqualTo(error);
    assertThat(answer.at("/CreateResult/Object").isMissingNode()).isTrue();
    assertThat(rally.stories()).isEmpty();
  }

  @Test
  void texts_have_their_limits() {
    assertThat(error(story("\"Name\":\"" + "n".repeat(257) + "\"")))
        .isEqualTo(
            "Validation error: HierarchicalRequirement.Name length is greater than the maximum length of 256");
    assertThat(error(story("\"Name\":\"x\",\"Description\":\"" + "d".repeat(32_769) + "\"")))
        .isEqualTo(
            "Validation error: HierarchicalRequirement.Description length is greater than the maximum length of 32768");
    made("\"Name\":\"" + "n".repeat(256) + "\",\"Description\":\"" + "d".repeat(32_768) + "\"");
  }

  @Test
  void several_errors_are_told_at_once() {
    JsonNode answer =
        asking.write(
            "POST",
            "hierarchicalrequirement/create",
            "{\"HierarchicalRequirement\":{\"ScheduleState\":\"Done\"}}");

    assertThat(answer.at("/CreateResult/Errors")).hasSize(2);
  }

  @Test
  void a_field_it_does_not_have_is_a_warning_alone() {
    JsonNode answer =
        asking.write(
            "POST",
            "hierarchicalrequirement/create",
            story("\"Name\":\"x\",\"Nmae\":\"y\",\"FormattedID\":\"US9\""));

    assertThat(answer.at("/CreateResult/Errors")).isEmpty();
    assertThat(answer.at("/CreateResult/Warnings"))
        .hasToString(
            "[\"Ignored JSON element HierarchicalRequirement.Nmae during processing of this request.\","
                + "\"Ignored JSON element HierarchicalRequirement.FormattedID during processing of this request.\"]");
    assertThat(rally.stories()).extracting(Rally.WorkItem::formattedId).containsExactly("US1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"Task\":{}}",
        "{\"HierarchicalRequirement\":[]}",
        "{\"a\":"
      })
  void a_body_that_is_none_is_an_error(String body) {
    assertThat(error(body)).startsWith("Could not parse: ");
  }

  @Test
  void a_custom_field_is_known_once_the_workspace_has_it() {
    assertThat(warnings("\"c_Level\":\"high\"")).hasSize(1);
    rally.addCustomField("HierarchicalRequirement", "c_Level", List.of("low", "high"));

    assertThat(warnings("\"c_Level\":\"high\"")).isEmpty();
    assertThat(error(story("\"Name\":\"x\",\"c_Level\":\"huge\""))).contains("[low, high]");
  }

  @Test
  void a_workspace_can_have_states_of_its_own() {
    rally.setScheduleStates(
        List.of("Idea", "Defined", "In-Progress", "Completed", "Accepted", "Released"));

    String path = made("\"Name\":\"x\"");
    assertThat(rally.stories().get(0).state()).isEqualTo("Defined");
    JsonNode released =
        asking.write(
            "POST", path, "{\"HierarchicalRequirement\":{\"ScheduleState\":\"Released\"}}");
    assertThat(released.at("/OperationResult/Errors")).isEmpty();
    assertThat(
            asking
                .query(
                    "allowedattributevalue",
                    "(StringValue = \"Idea\")",
                    "&workspace=" + workspace())
                .path("TotalResultCount")
                .asInt())
        .isPositive();
  }

  @Test
  void what_is_gone_cannot_be_found() {
    String path = made("\"Name\":\"x\"");
    assertThat(asking.write("DELETE", path, "").at("/OperationResult/Errors")).isEmpty();

    assertThat(asking.write("DELETE", path, "").at("/OperationResult/Errors/0").asText())
        .isEqualTo("Cannot find object to delete");
    assertThat(
            asking
                .write("POST", path, story("\"Name\":\"y\""))
                .at("/OperationResult/Errors/0")
                .asText())
        .isEqualTo("Cannot find object to update");
    assertThat(asking.get(path).at("/OperationResult/Errors/0").asText())
        .isEqualTo("Cannot find object to read");
  }

  @Test
  void what_describes_rally_is_not_written() {
    assertThat(
            asking
                .write("POST", "project/create", "{\"Project\":{\"Name\":\"x\"}}")
                .at("/CreateResult/Errors/0")
                .asText())
        .isEqualTo("Not authorized to perform action: Project is read-only");
  }

  private String made(String fields) {
    JsonNode answer = asking.write("POST", "hierarchicalrequirement/create", story(fields));
    assertThat(answer.at("/CreateResult/Errors")).isEmpty();
    return answer.at("/CreateResult/Object/_ref").asText();
  }

  private String error(String body) {
    return asking
        .write("POST", "hierarchicalrequirement/create", body)
        .at("/CreateResult/Errors/0")
        .asText();
  }

  private JsonNode warnings(String fields) {
    return asking
        .write("POST", "hierarchicalrequirement/create", story("\"Name\":\"x\"," + fields))
        .at("/CreateResult/Warnings");
  }

  private String story(String fields) {
    return "{\"HierarchicalRequirement\":{%s,\"Project\":\"/project/%d\"}}"
        .formatted(fields, project);
  }

  private String workspace() {
    return asking.get("project/" + project).at("/Project/Workspace/_ref").asText();
  }
}
