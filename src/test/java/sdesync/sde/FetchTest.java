package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sdesync.http.WireServer;
import sdesync.integration.Integration;

/** The narrow, fresh look at one integration when its run starts. */
class FetchTest {
  private static final Integration KNOWN =
      new Integration(5, 2L, "Jira", "My & alias", "daily", "sync_jira", "ALM", null);
  private static final String NARROW =
      "/api/v2/projects/2/integrations/?alias=My%20%26%20alias&system=Jira&type=ALM"
          + "&frequency=daily&page_size=100&include=params";
  private static final String WHOLE_PROJECT =
      "/api/v2/projects/2/integrations/?page_size=100&include=params";

  private WireServer server;
  private PollRig rig;

  @BeforeEach
  void start() throws Exception {
    server = new WireServer();
    rig = new PollRig(PollRig.both(server.url()));
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
    server.close();
  }

  private static String item(long id, String rest) {
    return "{\"id\":" + id + ",\"command\":\"sync_jira\",\"system\":\"Jira\"" + rest + "}";
  }

  private void results(String items) {
    server.json("{\"results\":[" + items + "]}");
  }

  /** Filtered requests find nothing; the rest get these items. */
  private void hiddenByFilters(String items) {
    server.answer(
        (head, out) ->
            WireServer.write(
                out,
                "200 OK",
                "application/json",
                "{\"results\":[" + (head.contains("frequency=") ? "" : items) + "]}"));
  }

  @Test
  void one_narrow_request_under_the_admin_token_brings_the_params() {
    results(
        item(5, ",\"params\":{\"alm_server\":\"j.example\",\"n\":1.10,\"l\":[1,{\"a\":null}]}"));
    Fetched fetched = rig.sde.fetch(KNOWN).orElseThrow();
    assertThat(server.targets()).containsExactly(NARROW);
    assertThat(server.heads().get(0))
        .contains("\r\nAuthorization: Token " + PollRig.ADMIN + "\r\n");
    assertThat(fetched.integration().projectId()).isEqualTo(2L);
    assertThat(fetched.integration().target()).isEqualTo("j.example");
    assertThat(fetched.params().values())
        .containsEntry("alm_server", "j.example")
        .containsEntry("n", new BigDecimal("1.10"))
        .containsKey("l");
  }

  @Test
  void what_runs_is_what_sd_elements_has_now() {
    server.json(
        "{\"results\":[{\"id\":5,\"command\":\"sync_rally\",\"system\":\"Jira\",\"params\":{}}]}");
    assertThat(rig.sde.fetch(KNOWN).orElseThrow().integration().command()).isEqualTo("sync_rally");
  }

  @Test
  void a_changed_frequency_or_alias_is_seen_by_a_second_look_at_the_project() {
    hiddenByFilters(item(5, ",\"frequency\":\"manually\",\"params\":{}"));
    assertThat(rig.sde.fetch(KNOWN).orElseThrow().integration().frequency()).isEqualTo("manually");
    assertThat(server.targets()).containsExactly(NARROW, WHOLE_PROJECT);
  }

  @Test
  void an_absent_one_is_gone_after_two_looks() {
    results(item(6, ",\"params\":{}"));
    assertThat(rig.sde.fetch(KNOWN)).isEmpty();
    assertThat(server.targets()).containsExactly(NARROW, WHOLE_PROJECT);
  }

  @Test
  void without_a_project_it_is_looked_for_in_all_by_what_hardly_changes() {
    hiddenByFilters("");
    var known = new Integration(5, null, "Jira", "a", "daily", "sync_jira", "ALM", null);
    assertThat(rig.sde.fetch(known)).isEmpty();
    assertThat(server.targets())
        .containsExactly(
            "/api/v2/integrations/?alias=a&system=Jira&type=ALM&frequency=daily&page_size=100"
                + "&include=params",
            "/api/v2/integrations/?system=Jira&type=ALM&page_size=100&include=params");
  }

  @Test
  void a_project_that_is_gone_took_its_integrations_along() {
    server.status("404 Not Found", "Content-Type: application/json");
    assertThat(rig.sde.fetch(KNOWN)).isEmpty();
  }

  @Test
  void a_not_found_page_of_something_else_is_a_failure() {
    server.status("404 Not Found", "Content-Type: text/html");
    assertThatThrownBy(() -> rig.sde.fetch(KNOWN)).isInstanceOf(SdeFailure.class);
  }

  @Test
  void a_refused_admin_token_is_not_replaced_by_the_other() {
    server.status("401 Unauthorized");
    assertThatThrownBy(() -> rig.sde.fetch(KNOWN))
        .isInstanceOf(SdeFailure.class)
        .hasMessageContaining("refused sde.admin-token");
    assertThat(server.heads()).hasSize(1);
  }

  @Test
  void under_the_ordinary_token_no_params_are_asked_for_or_taken() throws Exception {
    results(item(5, ",\"params\":{\"a\":1}"));
    try (var ordinary =
        new PollRig(PollRig.settings(server.url(), PollRig.ORDINARY, null, Map.of()))) {
      assertThat(ordinary.sde.canReadParams()).isFalse();
      Fetched fetched = ordinary.sde.fetch(KNOWN).orElseThrow();
      assertThat(fetched.integration().params()).isNull();
      assertThat(fetched.params().values()).isEmpty();
    }
    assertThat(server.targets().get(0)).doesNotContain("include");
  }

  @Test
  void an_admin_token_that_is_shown_no_params_is_told_apart_from_empty_params() {
    results(item(5, ""));
    assertThat(rig.sde.fetch(KNOWN).orElseThrow().integration().params()).isNull();
    results(item(5, ",\"params\":{}"));
    assertThat(rig.sde.fetch(KNOWN).orElseThrow().integration().params()).isNotNull();
  }

  @Test
  void one_outside_the_configured_filters_counts_as_gone() throws Exception {
    results(item(5, ",\"params\":{}"));
    var settings = PollRig.settings(server.url(), null, PollRig.ADMIN, Map.of("system", "Rally"));
    try (var filtered = new PollRig(settings)) {
      assertThat(filtered.sde.fetch(KNOWN)).isEmpty();
    }
  }

  @Test
  void an_item_that_turned_invalid_is_a_failure_that_says_so() {
    server.json("{\"results\":[{\"id\":5,\"params\":{\"p\":\"hunter2\"}}]}");
    assertThatThrownBy(() -> rig.sde.fetch(KNOWN))
        .isInstanceOf(SdeFailure.class)
        .hasMessageContaining("integration 5 is invalid: it has no command")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void reading_stops_at_the_id_and_the_connection_is_closed() {
    server.answer(
        (head, out) -> {
          start(out);
          out.write(item(5, ",\"params\":{}").getBytes(StandardCharsets.UTF_8));
          while (true) { // ends when the client hangs up
            out.write(("," + item(6, "")).getBytes(StandardCharsets.UTF_8));
          }
        });
    assertThat(rig.sde.fetch(KNOWN)).isPresent();
    assertThat(server.sent()).isLessThan(20_000_000);
  }

  @Test
  void a_hundred_runs_against_ten_thousand_integrations_read_little_more_than_their_own() {
    String params =
        ",\"params\":{\"alm_server\":\"j.example\",\"text\":\"" + "x".repeat(900) + "\"}";
    server.answer((head, out) -> filtered(head, out, params));
    for (long id = 1; id <= 100; id++) {
      var known =
          new Integration(id * 100, id, "Jira", "alias " + id * 100, "daily", "c", "ALM", null);
      Optional<Fetched> fetched = rig.sde.fetch(known);
      assertThat(fetched).isPresent();
    }
    assertThat(server.heads()).hasSize(100);
    assertThat(server.sent()).as("one item each").isLessThan(100 * 1_500);
  }

  /** A server with 10,000 integrations that honours the alias filter, as the API says. */
  private static boolean filtered(String head, OutputStream out, String params) throws IOException {
    var items = new StringBuilder();
    for (long id = 1; id <= 10_000; id++) {
      if (head.contains("alias=alias%20" + id + "&")) {
        items.append(items.isEmpty() ? "" : ",").append(item(id, params));
      }
    }
    return WireServer.write(out, "200 OK", "application/json", "{\"results\":[" + items + "]}");
  }

  private static void start(OutputStream out) throws IOException {
    out.write(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n{\"results\":["
            .getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void a_probe_reads_one_item_and_tells_what_the_token_may_see() {
    results(item(5, ",\"params\":{\"a\":1}"));
    assertThat(rig.sde.probe(Token.ADMIN)).isEqualTo(Sight.PARAMS);
    assertThat(rig.sde.probe(Token.ORDINARY)).isEqualTo(Sight.PARAMS);
    results(item(5, ""));
    assertThat(rig.sde.probe(Token.ADMIN)).isEqualTo(Sight.NO_PARAMS);
    results("");
    assertThat(rig.sde.probe(Token.ADMIN)).isEqualTo(Sight.NOTHING);
    assertThat(server.targets().subList(0, 2))
        .isEqualTo(
            List.of(
                "/api/v2/integrations/?page_size=1&include=params",
                "/api/v2/integrations/?page_size=1"));
  }

  @Test
  void a_probe_names_the_token_that_is_refused() {
    server.status("403 Forbidden");
    assertThatThrownBy(() -> rig.sde.probe(Token.ORDINARY))
        .isInstanceOf(SdeFailure.class)
        .hasMessageContaining("refused sde.token (HTTP 403");
  }
}
