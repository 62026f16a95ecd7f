package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sdesync.http.Outbound;

/** How runs ended goes to SD Elements, and what was asked for there comes back. */
class JobsTest {
  private static final JobResult RESULT = new JobResult(1, 2L, "ALM", true, "succeeded", true);

  private final DefaultCamelContext context = new DefaultCamelContext();
  private ConnectionServer server;

  @BeforeEach
  void start() throws IOException {
    server = new ConnectionServer();
    context.start();
  }

  @AfterEach
  void stop() throws IOException {
    context.close();
    server.close();
  }

  private Jobs jobs(Dialect dialect) {
    return jobs(dialect, PollRig.ORDINARY, PollRig.ADMIN, null);
  }

  private Jobs jobs(
      Dialect dialect, @Nullable String token, @Nullable String admin, @Nullable Boolean report) {
    var api = new ApiSettings(dialect, true, report, null, null);
    var settings = PollRig.over(api, PollRig.settings(server.wire.url(), token, admin, Map.of()));
    var outbound = new Outbound(PollRig.http(), System::nanoTime);
    outbound.beans().forEach(context.getRegistry()::bind);
    outbound.setCamelContext(context);
    return new Jobs(settings, () -> dialect, outbound, InstantSource.fixed(PollRig.NOW));
  }

  @Test
  void a_result_is_posted_under_the_ordinary_token_with_the_documented_fields() {
    server.takes("POST projects/2/jobs/alm/");
    jobs(Dialect.CONNECTIONS_ALM).post(RESULT);
    assertThat(server.wire.bodies())
        .containsExactly(
            "{\"connection\":1,\"result_message\":\"succeeded\",\"succeeded\":true,"
                + "\"automatic\":true}");
    assertThat(server.wire.heads().get(0)).contains("Token " + PollRig.ORDINARY + "\r\n");
  }

  @Test
  void with_the_admin_token_alone_that_one_writes() {
    server.takes("POST projects/2/jobs/alm/");
    jobs(Dialect.CONNECTIONS_ALM, null, PollRig.ADMIN, null).post(RESULT);
    assertThat(server.wire.heads().get(0)).contains("Token " + PollRig.ADMIN + "\r\n");
  }

  @Test
  void the_other_documented_place_is_tried_and_remembered() {
    server.takes("POST jobs/alm/");
    Jobs jobs = jobs(Dialect.CONNECTIONS_ALM);
    jobs.post(RESULT);
    jobs.post(RESULT);
    assertThat(server.asked()).containsExactly("projects/2/jobs/alm/", "jobs/alm/", "jobs/alm/");
  }

  @Test
  void each_kind_has_its_place() {
    server.takes("POST jobs/ldap/").takes("POST projects/2/jobs/analysis/").takes("POST jobs/alm/");
    Jobs jobs = jobs(Dialect.CONNECTIONS_ISSUE_TRACKER);
    jobs.post(new JobResult(1, null, "LDAP", false, "failed", true));
    jobs.post(new JobResult(1, 2L, "Analysis Tool", false, "failed", true));
    jobs.post(RESULT);
    assertThat(server.asked())
        .containsExactly(
            "jobs/ldap/",
            "projects/2/jobs/analysis/",
            "projects/2/jobs/issue-tracker/",
            "jobs/issue-tracker/",
            "projects/2/jobs/alm/",
            "jobs/alm/");
  }

  @Test
  void a_server_without_any_such_place_is_told_with_all_that_was_tried() {
    assertThatThrownBy(() -> jobs(Dialect.CONNECTIONS_ALM).post(RESULT))
        .isInstanceOf(SdeFailure.class)
        .hasMessageContaining("/api/v2/projects/2/jobs/alm/, /api/v2/jobs/alm/")
        .hasMessageContaining("sde.report-results=false");
  }

  @Test
  void a_refusal_is_no_reason_to_try_another_place_or_token() {
    server.status("projects/2/jobs/alm/", "403 Forbidden");
    assertThatThrownBy(() -> jobs(Dialect.CONNECTIONS_ALM).post(RESULT))
        .isInstanceOf(SdeFailure.class)
        .hasMessageContaining("refused sde.token (HTTP 403");
    assertThat(server.asked()).hasSize(1);
  }

  @Test
  void a_message_has_at_most_2000_characters() {
    var result = new JobResult(1, 2L, "ALM", true, "x".repeat(1_998) + "😀😀", true);
    assertThat(result.message()).hasSizeLessThanOrEqualTo(2_000).endsWith("x…");
  }

  @Test
  void results_are_told_where_the_api_has_jobs_or_as_configured() {
    assertThat(jobs(Dialect.INTEGRATIONS).takesResults()).isFalse();
    assertThat(jobs(Dialect.CONNECTIONS_ALM).takesResults()).isTrue();
    assertThat(jobs(Dialect.INTEGRATIONS, "t", null, true).takesResults()).isTrue();
    assertThat(jobs(Dialect.CONNECTIONS_ALM, "t", null, false).takesResults()).isFalse();
  }

  @Test
  void what_was_asked_for_is_read_and_nothing_of_the_connection_but_its_id() {
    server
        .list(
            "jobs/alm/",
            "{\"id\":5,\"ready\":false,\"automatic\":false,\"user\":\"ann@example.com\","
                + "\"connection\":{\"params\":{\"alm_pass\":\"hunter2\",\"id\":9},\"id\":1}}",
            "{\"id\":6,\"ready\":true,\"automatic\":false,\"connection\":1}",
            "{\"id\":7,\"ready\":false,\"automatic\":true,\"connection\":1}",
            "{\"id\":8,\"connection\":1}",
            "{\"id\":9,\"ready\":false,\"automatic\":false,\"connection\":\"1\"}",
            "[]")
        .list(
            "jobs/analysis/",
            "{\"id\":5,\"ready\":false,\"automatic\":false,\"user\":{\"email\":\"b@c.example\"},"
                + "\"connection\":7}")
        .status("jobs/ldap/", "403 Forbidden");
    assertThat(jobs(Dialect.CONNECTIONS_ALM).asked())
        .containsExactly(
            new Job("alm", 5, 1, "ALM", "ann@example.com"),
            new Job("analysis", 5, 7, "Analysis Tool", "b@c.example"));
    assertThat(server.asked().get(0))
        .isEqualTo("jobs/alm/?ready=false&automatic=false&page_size=100");
  }

  @Test
  void a_job_is_completed_or_else_its_result_is_posted_beside_it() {
    server.takes("PATCH jobs/alm/5/");
    jobs(Dialect.CONNECTIONS_ALM).answer("alm", 5, RESULT);
    assertThat(server.wire.bodies())
        .isEqualTo(List.of("{\"ready\":true,\"succeeded\":true,\"result_message\":\"succeeded\"}"));
    server.wire.forget();
    server.status("jobs/alm/6/", "405 Method Not Allowed").takes("POST projects/2/jobs/alm/");
    jobs(Dialect.CONNECTIONS_ALM).answer("alm", 6, RESULT);
    assertThat(server.asked()).containsExactly("jobs/alm/6/", "projects/2/jobs/alm/");
  }
}
