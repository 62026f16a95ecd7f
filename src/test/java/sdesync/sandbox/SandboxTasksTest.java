package sdesync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The sandbox's tasks as any client of API v2 meets them. */
class SandboxTasksTest {
  private static final String TASKS = "/api/v2/projects/2/tasks/";

  private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
  private final Asking asking = new Asking(sandbox);

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void tasks_are_listed_in_pages_with_what_is_asked_for() {
    JsonNode page =
        asking.ordinary(TASKS + "?page_size=5&expand=status,phase&include=tags,references");

    assertThat(page.path("count").asInt()).isEqualTo(12);
    JsonNode task = page.at("/results/0");
    assertThat(task.path("id").asText()).isEqualTo("2-T1");
    assertThat(task.at("/status/meaning").asText()).isEqualTo("TODO");
    assertThat(task.at("/phase/slug").asText()).isEqualTo("requirements");
    assertThat(task.path("tags").isArray()).isTrue();
    assertThat(task.path("references").isArray()).isTrue();
  }

  @Test
  void a_status_is_set_by_its_id_and_a_note_and_a_reference_are_kept() {
    JsonNode task = asking.write("PATCH", TASKS + "2-T1/", "{\"status\":\"TS1\"}");
    assertThat(task.path("status").asText()).isEqualTo("TS1");
    assertThat(sandbox.projects().project(2).task("T1").status()).isEqualTo("TS1");

    asking.write("POST", TASKS + "2-T1/notes/", "{\"text\":\"Closed\",\"automatic\":true}");
    assertThat(sandbox.projects().project(2).notes("T1"))
        .extracting(SandboxProject.Note::text)
        .containsExactly("Closed");

    asking.write("POST", TASKS + "2-T1/references/", "{\"alm_connection\":1,\"reference\":\"99\"}");
    assertThat(
            asking.ordinary(TASKS + "?include=references").at("/results/0/references/0/reference"))
        .hasToString("\"99\"");
  }

  @Test
  void a_slug_is_no_status() {
    assertThat(asking.write("PATCH", TASKS + "2-T1/", "{\"status\":\"DONE\"}"))
        .hasToString("{\"status\":[\"Invalid pk \\\"DONE\\\" - object does not exist.\"]}");
  }
}
