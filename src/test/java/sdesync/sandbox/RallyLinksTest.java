package sdesync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sdesync.sandbox.rally.Rally;

/** What hangs on a story of the sandbox's Rally: tags, tasks, its discussion. */
class RallyLinksTest {
  private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
  private final RallyAsking asking = new RallyAsking(sandbox);
  private final Rally rally = sandbox.rally();
  private final long project = rally.project(Rally.WORKSPACE, Rally.PROJECT);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void tags_are_a_collection_that_is_replaced_or_added_to() {
    JsonNode tag =
        asking.write(
            "POST",
            "tag/create",
            "{\"Tag\":{\"Name\":\"SD-Elements\",\"Workspace\":\"" + workspace() + "\"}}");
    String ref = tag.at("/CreateResult/Object/_ref").asText();
    String other =
        asking
            .write(
                "POST",
                "tag/create",
                "{\"Tag\":{\"Name\":\"crypto\",\"Workspace\":\"" + workspace() + "\"}}")
            .at("/CreateResult/Object/_ref")
            .asText();
    String path = made("\"Name\":\"x\",\"Tags\":[{\"_ref\":\"" + ref + "\"}]");

    JsonNode added =
        asking.write(
            "POST",
            path + "/Tags/add?fetch=Name",
            "{\"CollectionItems\":[{\"_ref\":\"" + other + "\"}]}");
    assertThat(added.at("/OperationResult/Results").findValuesAsText("Name"))
        .containsExactly("SD-Elements", "crypto");
    JsonNode story = asking.get(path).path("HierarchicalRequirement");
    assertThat(story.at("/Tags/_tagsNameArray").findValuesAsText("Name"))
        .containsExactly("SD-Elements", "crypto");
    assertThat(story.at("/Tags/Count").asInt()).isEqualTo(2);
    assertThat(
            asking
                .query(
                    "hierarchicalrequirement",
                    "(Tags.Name = \"crypto\")",
                    "&workspace=" + workspace())
                .path("TotalResultCount")
                .asInt())
        .isEqualTo(1);

    asking.write(
        "POST", path + "/Tags/remove", "{\"CollectionItems\":[{\"_ref\":\"" + ref + "\"}]}");
    assertThat(rally.stories().get(0).tags()).containsExactly("crypto");
    asking.write("POST", path, "{\"HierarchicalRequirement\":{\"Tags\":[]}}");
    assertThat(rally.stories().get(0).tags()).isEmpty();
  }

  @Test
  void a_second_tag_of_a_name_is_refused() {
    String body = "{\"Tag\":{\"Name\":\"same\",\"Workspace\":\"" + workspace() + "\"}}";
    asking.write("POST", "tag/create", body);

    assertThat(asking.write("POST", "tag/create", body).at("/CreateResult/Errors/0").asText())
        .isEqualTo("Validation error: Tag.Name \"same\" is in use");
  }

  @Test
  void a_task_belongs_to_a_story_and_a_note_to_its_discussion() {
    String story = made("\"Name\":\"x\"");
    JsonNode orphan = asking.write("POST", "task/create", "{\"Task\":{\"Name\":\"t\"}}");
    assertThat(orphan.at("/CreateResult/Errors/0").asText())
        .isEqualTo("Validation error: Task.WorkProduct should not be null");

    JsonNode task =
        asking.write(
            "POST",
            "task/create",
            "{\"Task\":{\"Name\":\"t\",\"WorkProduct\":{\"_ref\":\"" + story + "\"}}}");
    assertThat(task.at("/CreateResult/Object/FormattedID").asText()).isEqualTo("TA1");
    assertThat(task.at("/CreateResult/Object/State").asText()).isEqualTo("Defined");
    assertThat(task.at("/CreateResult/Object/Project/_refObjectName").asText())
        .isEqualTo(Rally.PROJECT);
    assertThat(asking.get(story + "/Tasks").at("/QueryResult/TotalResultCount").asInt())
        .isEqualTo(1);

    asking.write(
        "POST",
        "conversationpost/create",
        "{\"ConversationPost\":{\"Artifact\":\"" + story + "\",\"Text\":\"Left the project\"}}");
    assertThat(rally.discussion("US1")).isEqualTo(List.of("Left the project"));
    assertThat(asking.get(story).at("/HierarchicalRequirement/Discussion/Count").asInt())
        .isEqualTo(1);
  }

  private String made(String fields) {
    JsonNode answer = asking.write("POST", "hierarchicalrequirement/create", story(fields));
    assertThat(answer.at("/CreateResult/Errors")).isEmpty();
    return answer.at("/CreateResult/Object/_ref").asText();
  }

  private String story(String fields) {
    return "{\"HierarchicalRequirement\":{%s,\"Project\":\"/project/%d\"}}"
        .formatted(fields, project);
  }

  private String workspace() {
    return asking.get("project/" + project).at("/Project/Workspace/_ref").asText();
  }
}
