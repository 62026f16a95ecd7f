package sdesync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox's tasks as any client of API v2 meets them. */
class SandboxTasksTest {
  private static final String TASKS = "/api/v2/projects/2/tasks/";
  private static final String T1 = TASKS + "2-T1/";

  private Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS, () -> now);
  private final Asking asking = new Asking(sandbox);
  private final SandboxProject project = sandbox.projects().project(2);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void a_task_has_its_plain_fields_and_ids_for_what_it_refers_to() {
    JsonNode task = asking.ordinary(T1);

    assertThat(task.path("id").asText()).isEqualTo("2-T1");
    assertThat(task.path("task_id").asText()).isEqualTo("T1");
    assertThat(task.path("title").asText()).isEqualTo("Validate all input on the server");
    assertThat(task.path("priority").isInt()).isTrue();
    assertThat(task.path("phase").asText()).isEqualTo("X1");
    assertThat(task.path("status").asText()).isEqualTo("TS2");
    assertThat(task.path("text").isTextual()).isTrue();
    assertThat(task.path("updated").asText()).isEqualTo("2026-03-01T10:00:00.000000Z");
    for (String asked : List.of("tags", "references", "how_tos")) {
      assertThat(task.has(asked)).as(asked).isFalse();
    }
  }

  @Test
  void what_is_asked_for_is_there() {
    JsonNode task =
        asking.ordinary(T1 + "?expand=status,phase,text&include=tags,references,how_tos");

    assertThat(task.at("/status/meaning").asText()).isEqualTo("TODO");
    assertThat(task.at("/phase/slug").asText()).isEqualTo("requirements");
    assertThat(task.at("/text/description").asText()).startsWith("Check **every** value");
    assertThat(task.path("tags").isArray()).isTrue();
    assertThat(task.path("references").isArray()).isTrue();
    assertThat(task.path("how_tos").isArray()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 12, 100})
  void the_pages_of_any_size_are_the_whole_list(int size) {
    List<String> ids = new ArrayList<>();
    String target = TASKS + "?page_size=" + size;
    while (!target.equals("null")) {
      JsonNode page = asking.ordinary(target);
      assertThat(page.path("count").asInt()).isEqualTo(12);
      ids.addAll(page.path("results").findValuesAsText("task_id"));
      target = page.path("next").asText();
    }

    assertThat(ids).hasSize(12);
    assertThat(new HashSet<>(ids)).hasSize(12);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ?phase=testing                    | T7
          ?phase=X4,CX1                     | T7, T8
          ?status=TS1,TS4                   | T9, T10
          ?tag=crypto                       | T3
          ?priority=5                       | T6
          ?verification=fail                |
          ?phase=testing&status=TS1         |
          ?accepted=false                   | T2
          ?relevant=false                   | T3
          """)
  void filters_leave_what_fits(String query, String expected) {
    project.change("T2", task -> task.withAccepted(false));
    project.change("T3", task -> task.withRelevant(false));

    assertThat(asking.ordinary(TASKS + query).path("results").findValuesAsText("task_id"))
        .isEqualTo(expected == null ? List.of() : List.of(expected.split(", ")));
  }

  @Test
  void a_task_that_left_the_project_is_not_listed_and_still_there() {
    project.change("T2", task -> task.withAccepted(false));

    assertThat(asking.ordinary(TASKS).path("results").findValuesAsText("task_id"))
        .hasSize(11)
        .doesNotContain("T2");
    assertThat(asking.ordinary(TASKS + "2-T2/").path("accepted").asBoolean(true)).isFalse();
  }

  @Test
  void a_status_is_set_by_its_id_and_moves_the_times() {
    now = now.plus(Duration.ofMinutes(1));
    JsonNode task = asking.write("PATCH", T1, "{\"status\":\"TS4\"}");

    assertThat(task.path("status").asText()).isEqualTo("TS4");
    assertThat(task.path("status_updated").asText()).isEqualTo("2026-03-01T10:01:00.000000Z");
    assertThat(project.task("T1").status()).isEqualTo("TS4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"DONE", "Complete", "TS99", ""})
  void a_slug_or_a_name_is_no_status(String status) {
    assertThat(asking.write("PATCH", T1, "{\"status\":\"" + status + "\"}"))
        .hasToString(
            "{\"status\":[\"Invalid pk \\\"" + status + "\\\" - object does not exist.\"]}");
    assertThat(project.task("T1").status()).isEqualTo("TS2");
  }

  @Test
  void tags_and_the_other_systems_issue_are_set_too() {
    asking.write("PATCH", T1, "{\"tags\":[\"a\",\"b\"],\"artifact_proxy\":\"US1\"}");

    assertThat(project.task("T1").tags()).containsExactly("a", "b");
    assertThat(project.task("T1").artifactProxy()).isEqualTo("US1");
  }

  @Test
  void a_note_is_kept_and_counted() {
    JsonNode note = asking.write("POST", T1 + "notes/", "{\"text\":\"Closed\",\"automatic\":true}");
    assertThat(note.path("automatic").asBoolean()).isTrue();
    assertThat(note.at("/updater/email").asText()).isEqualTo("ordinary@sandbox.example.com");

    assertThat(asking.ordinary(T1 + "notes/").path("results").findValuesAsText("text"))
        .containsExactly("Closed");
    assertThat(asking.ordinary(T1).path("note_count").asInt()).isEqualTo(1);
    assertThat(asking.write("POST", T1 + "notes/", "{}"))
        .hasToString("{\"text\":[\"This field is required.\"]}");
  }

  @Test
  void a_reference_is_made_read_changed_and_removed() {
    String references = T1 + "references/";
    JsonNode made =
        asking.write(
            "POST",
            references,
            "{\"alm_connection\":1,\"reference\":\"99\",\"name\":\"US1\",\"link\":\"http://x/\"}");
    String one = references + made.path("id").asText() + "/";
    assertThat(asking.ordinary(one)).isEqualTo(made);
    assertThat(
            asking
                .ordinary(TASKS + "?include=references")
                .at("/results/0/references/0/reference")
                .asText())
        .isEqualTo("99");

    assertThat(asking.write("PATCH", one, "{\"name\":\"US2\"}").path("name").asText())
        .isEqualTo("US2");
    assertThat(
            asking
                .send("DELETE", one, "Token " + Sandbox.TOKEN, BodyHandlers.ofString())
                .statusCode())
        .isEqualTo(204);
    assertThat(project.references("T1")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"reference":"9"}                      | {"alm_connection":["This field is required."]}
          {"alm_connection":1}                   | {"reference":["This field is required."]}
          {"alm_connection":77,"reference":"9"}  | {"alm_connection":["Invalid pk \\"77\\" - object does not exist."]}
          """)
  void a_reference_needs_an_integration_and_an_id(String body, String refusal) {
    assertThat(asking.write("POST", T1 + "references/", body)).hasToString(refusal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v2/projects/99/tasks/",
        "/api/v2/projects/2/tasks/2-T99/",
        "/api/v2/projects/2/tasks/3-T1/",
        "/api/v2/projects/2/tasks/T1/",
        "/api/v2/projects/2/tasks/2-T1/references/9/"
      })
  void what_is_not_there_is_404(String target) {
    assertThat(asking.get(target, "Token " + Sandbox.TOKEN).statusCode()).isEqualTo(404);
  }

  @Test
  void other_methods_are_405_and_say_which_are_allowed() {
    var answer = asking.send("PUT", T1, "Token " + Sandbox.TOKEN, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD, PATCH");
  }

  @Test
  void the_catalogues_are_there() {
    assertThat(
            asking
                .ordinary("/api/v2/task-statuses/?meaning=NA")
                .path("results")
                .findValuesAsText("id"))
        .containsExactly("TS3", "TS4");
    assertThat(asking.ordinary("/api/v2/phases/").path("results").findValuesAsText("slug"))
        .containsExactly(
            "requirements", "architecture-design", "development", "testing", "deployment");
    assertThat(asking.ordinary("/api/v2/users/me/").path("email").asText())
        .isEqualTo("ordinary@sandbox.example.com");
    assertThat(asking.ordinary("/api/v2/projects/2/").path("name").asText())
        .isEqualTo("Demo Project");
    assertThat(asking.ordinary("/api/v2/projects/2/?include=permissions").path("permissions"))
        .hasToString("[\"view_project\",\"sync_with_alm\",\"mark_task\",\"write_task_note\"]");
  }

  @Test
  void as_many_tasks_as_ordered_are_in_scope() {
    try (Sandbox large = Sandbox.start(SandboxSettings.DEFAULTS.withTasks(5000))) {
      JsonNode page = new Asking(large).ordinary(TASKS + "?page_size=5000&expand=status,phase");

      assertThat(page.path("results")).hasSize(5000);
      assertThat(page.path("results").findValues("priority"))
          .allMatch(priority -> priority.asInt() >= 7);
    }
  }
}
