package sdesync.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The sandbox's connections, jobs and agents have the published fields, and show them as SDE does.
 */
class ConnectionsApiTest {
  private static final String ALM = "/api/v2/connections/alm/";

  private Sandbox sandbox =
      Sandbox.start(SandboxSettings.DEFAULTS.withApi(SandboxApi.CONNECTIONS_ALM));
  private Asking asking = new Asking(sandbox);

  private void start(SandboxApi api) {
    sandbox.close();
    sandbox = Sandbox.start(SandboxSettings.DEFAULTS.withApi(api));
    asking = new Asking(sandbox);
  }

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @ParameterizedTest
  @CsvSource({
    "CONNECTIONS_ALM, alm, alm_server, alm_pass",
    "CONNECTIONS_ISSUE_TRACKER, issue-tracker, issue_tracker_server, issue_tracker_pass"
  })
  void a_connection_has_the_published_fields_and_params_for_the_admin_token_alone(
      SandboxApi api, String kind, String server, String pass) {
    start(api);
    String list = "/api/v2/connections/" + kind + "/";
    JsonNode item = asking.admin(list + "?include=last_job").get("results").get(1);
    assertThat(item.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "id",
            "alias",
            "command",
            "frequency",
            "project",
            "system",
            "params",
            "connector",
            "inaccessible",
            "in_progress",
            "debug_mode",
            "last_job");
    assertThat(item.get("system").fieldNames())
        .toIterable()
        .containsExactly("id", "short_name", "name");
    assertThat(item.get("params").has(server)).isTrue();
    assertThat(item.get("params").has(pass)).isTrue();
    assertThat(asking.ordinary(list).findValues("params")).isEmpty();
    assertThat(asking.admin(list + "2/").get("params").has(server)).isTrue();
    assertThat(asking.ids(list)).containsExactly(1L, 2L, 3L, 5L, 6L);
    assertThat(asking.ids("/api/v2/connections/analysis/")).containsExactly(4L);
    assertThat(asking.get("/api/v2/integrations/", "Token " + Sandbox.TOKEN).statusCode())
        .isEqualTo(404);
    assertThat(asking.get("/api/v2/connections/ldap/", "Token " + Sandbox.TOKEN).statusCode())
        .isEqualTo(403);
  }

  @Test
  void users_directories_have_no_project_and_no_mark() {
    sandbox
        .integrations()
        .add(
            new SandboxIntegration(
                9, 1, "LDAP", "people", "daily", "sync_ldap", "LDAP", Map.of("ldap_server", "l")));
    JsonNode item = asking.admin("/api/v2/connections/ldap/").get("results").get(0);
    assertThat(item.has("project")).isFalse();
    assertThat(item.has("inaccessible")).isFalse();
    assertThat(asking.ids(ALM + "?project=1")).containsExactly(2L, 3L);
    assertThat(asking.get(ALM + "9/", "Token " + Sandbox.ADMIN_TOKEN).statusCode()).isEqualTo(404);
  }

  @Test
  void a_job_waits_until_it_is_completed_and_shows_its_connection() {
    long id = sandbox.jobs().request(2, "ann@example.com");
    JsonNode job =
        asking.admin("/api/v2/jobs/alm/?ready=false&automatic=false").get("results").get(0);
    assertThat(job.get("id").asLong()).isEqualTo(id);
    assertThat(job.get("user").asText()).isEqualTo("ann@example.com");
    assertThat(job.get("connection").get("id").asLong()).isEqualTo(2);
    assertThat(job.get("connection").has("params")).isTrue();
    assertThat(asking.ordinary("/api/v2/jobs/alm/").findValues("params")).isEmpty();
    assertThat(asking.admin(ALM + "2/").get("in_progress").asBoolean()).isTrue();

    sandbox.jobs().complete(id, true, "done");
    assertThat(asking.admin("/api/v2/jobs/alm/?ready=false").get("results")).isEmpty();
    JsonNode last = asking.admin(ALM + "2/?include=last_job").get("last_job");
    assertThat(last.get("succeeded").asBoolean()).isTrue();
    assertThat(last.get("result_message").asText()).isEqualTo("done");
  }
}
