package sdesync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sdesync.sandbox.rally.Rally;

/** What a query of the sandbox's Rally finds, in which order, page and shape. */
class RallyQueryTest {
  private static final String STORY = "hierarchicalrequirement";

  private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
  private final RallyAsking asking = new RallyAsking(sandbox);
  private final Rally rally = sandbox.rally();
  private final long project = rally.project(Rally.WORKSPACE, Rally.PROJECT);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (Name contains "t2:")                                  | US1, US3
          (Name = "T2: Encrypt")                                 | US1
          (Name = "t2: encrypt")                                 |
          (Name != "T2: Encrypt")                                | US2, US3, US4
          (Name !contains "T2:")                                 | US2, US4
          (Name = "Say \\"hi\\" (twice) AND \\\\go")             | US4
          (FormattedID = US2)                                    | US2
          (FormattedID > US2)                                    | US3, US4
          (ScheduleState < Completed)                            | US1, US3, US4
          (ScheduleState >= "Completed")                         | US2
          (ScheduleState in "Accepted","Defined")                | US1, US2, US3, US4
          (Description = null)                                   | US4
          (Description != null)                                  | US1, US2, US3
          (Project.Name = "Rally Project")                       | US1, US2, US3, US4
          (Parent = null)                                        | US1, US2, US3, US4
          (Blocked = false)                                      | US1, US2, US3, US4
          (CreationDate > 2000-01-01)                            | US1, US2, US3, US4
          (CreationDate > "2999-01-01T00:00:00.000Z")            |
          ((Name contains "T2:") AND (Name contains "CT2"))      | US3
          (((FormattedID = US1) OR (FormattedID = US2)) AND (ScheduleState = Accepted)) | US2
          """)
  void a_query_finds_what_fits(String query, String expected) {
    rally.addStory(project, "T2: Encrypt", "a");
    rally.addStory(project, "T22: Rotate", "b");
    rally.addStory(project, "CT2: Log", "c");
    rally.addStory(project, "Say \"hi\" (twice) AND \\go", "");
    rally.setState("US2", "Accepted");

    JsonNode result = asking.query(STORY, query, "&fetch=FormattedID&workspace=" + workspace());

    assertThat(result.path("Errors")).isEmpty();
    assertThat(formattedIds(result))
        .isEqualTo(expected == null ? List.of() : List.of(expected.split(", ")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          (Nmae = "x") | Could not parse: Could not find the attribute "Nmae" on type HierarchicalRequirement in the query segment "Nmae = x"
          (Name ~ "x") | Could not parse: Unknown operator "~"
          """)
  void what_cannot_be_asked_is_an_error_in_the_envelope(String query, String error) {
    JsonNode result = asking.query(STORY, query, "");

    assertThat(result.at("/Errors/0").asText()).isEqualTo(error);
    assertThat(result.path("Results")).isEmpty();
    assertThat(result.path("_rallyAPIMajor").asText()).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 2000, 5000})
  void the_pages_of_any_size_are_the_whole_list(int size) {
    for (int number = 0; number < 7; number++) {
      rally.addStory(project, "Story " + number, "");
    }
    List<String> names = new ArrayList<>();
    int start = 1;
    JsonNode page;
    do {
      page =
          asking.query(
              STORY,
              "(Name contains \"Story\")",
              "&fetch=Name&workspace=%s&pagesize=%d&start=%d".formatted(workspace(), size, start));
      assertThat(page.path("TotalResultCount").asInt()).isEqualTo(7);
      assertThat(page.path("StartIndex").asInt()).isEqualTo(start);
      assertThat(page.path("PageSize").asInt()).isEqualTo(Math.min(size, 2000));
      names.addAll(page.path("Results").findValuesAsText("Name"));
      start += page.path("PageSize").asInt();
    } while (start <= page.path("TotalResultCount").asInt());

    assertThat(names).hasSize(7);
    assertThat(new HashSet<>(names)).hasSize(7);
  }

  @Test
  void without_a_page_size_there_are_twenty() {
    for (int number = 0; number < 21; number++) {
      rally.addStory(project, "Story " + number, "");
    }
    JsonNode result = asking.query(STORY, "(Name != null)", "&workspace=" + workspace());

    assertThat(result.path("Results")).hasSize(20);
    assertThat(result.path("TotalResultCount").asInt()).isEqualTo(21);
  }

  @Test
  void the_order_is_by_the_fields_named() {
    rally.addStory(project, "b", "");
    rally.addStory(project, "a", "");
    rally.addStory(project, "a", "");
    JsonNode result =
        asking.query(
            STORY,
            "(Name != null)",
            "&fetch=FormattedID&order=Name%20desc,FormattedID&workspace=" + workspace());

    assertThat(formattedIds(result)).containsExactly("US1", "US2", "US3");
  }

  @Test
  void numbers_and_states_have_an_order_of_their_own() {
    for (String points : List.of("10", "9", "1.5")) {
      asking.write(
          "POST",
          "hierarchicalrequirement/create",
          "{\"HierarchicalRequirement\":{\"Name\":\"x\",\"PlanEstimate\":%s,\"Project\":\"/project/%d\"}}"
              .formatted(points, project));
    }
    rally.setState("US1", "Completed");
    rally.setState("US2", "In-Progress");
    String more = "&fetch=FormattedID&workspace=" + workspace() + "&order=";

    assertThat(formattedIds(asking.query(STORY, "(Name = x)", more + "PlanEstimate")))
        .containsExactly("US3", "US2", "US1");
    assertThat(formattedIds(asking.query(STORY, "(Name = x)", more + "ScheduleState%20DESC")))
        .containsExactly("US1", "US2", "US3");
    assertThat(formattedIds(asking.query(STORY, "(Name = x)", more + "Rank"))).hasSize(3);
    assertThat(asking.query(STORY, "(Name = x)", more + "Nmae").path("Errors")).hasSize(1);
  }

  @Test
  void without_fetch_there_are_references_alone() {
    rally.addStory(project, "x", "");
    JsonNode item = asking.query(STORY, "(Name = x)", "&workspace=" + workspace()).at("/Results/0");

    assertThat(item.fieldNames())
        .toIterable()
        .containsExactly(
            "_rallyAPIMajor",
            "_rallyAPIMinor",
            "_ref",
            "_refObjectUUID",
            "_refObjectName",
            "_type");
    assertThat(item.path("_ref").asText())
        .startsWith(sandbox.rallyUrl() + "/slm/webservice/v2.0/hierarchicalrequirement/");
  }

  @Test
  void what_is_fetched_is_there_and_references_are_filled_with_it() {
    rally.addStory(project, "x", "");
    JsonNode item =
        asking
            .query(STORY, "(Name = x)", "&fetch=Name,Project,Tags&workspace=" + workspace())
            .at("/Results/0");

    assertThat(item.has("ScheduleState")).isFalse();
    assertThat(item.at("/Project/Name").asText()).isEqualTo(Rally.PROJECT);
    assertThat(item.at("/Tags/Count").asInt()).isZero();
    assertThat(item.at("/Tags/_ref").asText()).endsWith("/Tags");
  }

  @Test
  void artifacts_are_all_that_has_a_formatted_id() {
    Rally.WorkItem story = rally.addStory(project, "x", "");
    asking.write(
        "POST",
        "task/create",
        "{\"Task\":{\"Name\":\"x\",\"WorkProduct\":\"/hierarchicalrequirement/"
            + story.id()
            + "\"}}");
    String more = "&fetch=FormattedID&workspace=" + workspace();

    assertThat(formattedIds(asking.query("artifact", "(Name = x)", more)))
        .containsExactly("US1", "TA1");
    assertThat(formattedIds(asking.query("artifact", "(Name = x)", more + "&types=task")))
        .containsExactly("TA1");
  }

  private static List<String> formattedIds(JsonNode result) {
    return result.path("Results").findValuesAsText("FormattedID");
  }

  private String workspace() {
    return asking
        .query("workspace", "(Name = \"" + Rally.WORKSPACE + "\")", "")
        .at("/Results/0/_ref")
        .asText();
  }
}
