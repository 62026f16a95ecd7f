package sdesync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sdesync.sandbox.rally.Rally;

/** Workspaces, projects and types of the sandbox's Rally, and what a request sees of them. */
class RallyPlacesTest {
  private static final String STORY = "hierarchicalrequirement";

  private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
  private final RallyAsking asking = new RallyAsking(sandbox);
  private final Rally rally = sandbox.rally();
  private final long project = rally.project(Rally.WORKSPACE, Rally.PROJECT);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void the_scope_is_the_workspace_or_a_project_with_those_around_it() {
    long child = rally.addProject(Rally.WORKSPACE, "Child", project);
    rally.addStory(project, "of the project", "");
    rally.addStory(child, "of the child", "");
    rally.addStory(rally.project("Other Workspace", Rally.PROJECT), "elsewhere", "");

    String down = "&projectScopeUp=false&projectScopeDown=";
    assertThat(names("&project=/project/" + project + down + "false"))
        .containsExactly("of the project");
    assertThat(names("&project=/project/" + project + down + "true"))
        .containsExactly("of the project", "of the child");
    assertThat(names("&project=/project/" + child + "&projectScopeDown=false"))
        .containsExactly("of the project", "of the child");
    assertThat(names("&workspace=" + workspace())).hasSize(2);
    assertThat(names(""))
        .as("the user's own workspace is the other one")
        .containsExactly("elsewhere");
  }

  @Test
  void a_workspace_that_is_not_there_is_an_error() {
    JsonNode result = asking.query(STORY, "(Name = x)", "&workspace=/workspace/12345");

    assertThat(result.at("/Errors/0").asText())
        .isEqualTo("Could not read: Could not read referenced object 12345");
  }

  @Test
  void workspaces_are_found_from_the_subscription_and_projects_from_a_workspace() {
    JsonNode subscription = asking.get("subscription").path("Subscription");
    JsonNode workspaces =
        asking.get(subscription.at("/Workspaces/_ref").asText() + "?fetch=Name,Projects");
    assertThat(workspaces.at("/QueryResult/Results").findValuesAsText("Name"))
        .containsExactly("Other Workspace", Rally.WORKSPACE);

    String projects = workspaces.at("/QueryResult/Results/1/Projects/_ref").asText();
    assertThat(asking.get(projects).at("/QueryResult/Results").findValuesAsText("_refObjectName"))
        .containsExactly(Rally.PROJECT, "Other Project");
  }

  @Test
  void the_allowed_values_of_a_state_are_found_from_its_type() {
    JsonNode type =
        asking.query(
            "typedefinition",
            "(ElementName = \"HierarchicalRequirement\")",
            "&fetch=Attributes&workspace=" + workspace());
    assertThat(type.path("TotalResultCount").asInt()).isEqualTo(1);
    assertThat(type.at("/Results/0/_ref").asText()).containsPattern("/typedefinition/-\\d+$");
    String attributes = type.at("/Results/0/Attributes/_ref").asText();
    JsonNode state =
        asking
            .get(attributes + "?fetch=AllowedValues&query=(ElementName%20=%20ScheduleState)")
            .at("/QueryResult/Results/0");
    assertThat(
            asking
                .get(state.at("/AllowedValues/_ref").asText() + "?fetch=StringValue&pagesize=200")
                .at("/QueryResult/Results")
                .findValuesAsText("StringValue"))
        .containsExactly("Defined", "In-Progress", "Completed", "Accepted");
  }

  private List<String> names(String scope) {
    return asking
        .query(STORY, "(Name != null)", "&fetch=Name" + scope)
        .path("Results")
        .findValuesAsText("Name");
  }

  private String workspace() {
    return asking
        .query("workspace", "(Name = \"" + Rally.WORKSPACE + "\")", "")
        .at("/Results/0/_ref")
        .asText();
  }
}
