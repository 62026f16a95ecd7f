package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sdesync.catalog.PollScope;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;
import sdesync.integration.ServerState;

/** Lists of connections become the same integrations as the list of the first API. */
class ConnectionsTest {
  private static final String ANALYSIS =
      "{\"id\":7,\"alias\":\"scans\",\"command\":\"import_fortify\",\"project\":3,"
          + "\"system\":\"Fortify\",\"frequency\":\"weekly\",\"inaccessible\":true,"
          + "\"params\":{\"analysis_server\":\"f.example\"}}";
  private static final String USERS =
      "{\"id\":8,\"alias\":\"people\",\"command\":\"sync_ldap\",\"frequency\":\"daily\","
          + "\"params\":{\"ldap_server\":\"ldap.example\",\"bind_password\":\"hunter2\"}}";

  private ConnectionServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        new ConnectionServer()
            .list("connections/alm/", ConnectionServer.RALLY)
            .list("connections/issue-tracker/", ConnectionServer.RALLY)
            .list("connections/analysis/", ANALYSIS)
            .list("connections/ldap/", USERS);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private IntegrationList list(Dialect dialect) throws Exception {
    return list(dialect, settings -> settings);
  }

  private IntegrationList list(Dialect dialect, UnaryOperator<SdeSettings> change)
      throws Exception {
    var settings = PollRig.over(dialect, PollRig.both(server.wire.url()));
    try (var rig = new PollRig(change.apply(settings))) {
      return rig.list();
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "INTEGRATIONS")
  void trackers_scanners_and_users_are_one_list_of_integrations(Dialect dialect) throws Exception {
    IntegrationList list = list(dialect);

    assertThat(list.refused()).isEmpty();
    assertThat(list.integrations())
        .containsExactly(
            new Integration(
                1,
                2L,
                "CA Agile Central (formerly Rally)",
                "Rally Integration",
                "daily",
                "sync_rally",
                "ALM",
                new ParamsOutline(List.of("alm_server", "alm_pass"), "rally1.rallydev.com"),
                new ServerState(
                    true,
                    Instant.parse("2026-02-28T23:00:00Z"),
                    true,
                    new ServerState.Job(Instant.parse("2026-03-01T00:00:00Z"), false),
                    false)),
            new Integration(
                7,
                3L,
                "Fortify",
                "scans",
                "weekly",
                "import_fortify",
                "Analysis Tool",
                new ParamsOutline(List.of("analysis_server"), "f.example"),
                new ServerState(true, null, null, null, null)),
            new Integration(
                8,
                null,
                "",
                "people",
                "daily",
                "sync_ldap",
                "LDAP",
                new ParamsOutline(List.of("ldap_server", "bind_password"), "ldap.example"),
                new ServerState(null, null, null, null, null)));
    String trackers = dialect == Dialect.CONNECTIONS_ALM ? "alm" : "issue-tracker";
    assertThat(server.asked())
        .containsExactly(
            "connections/" + trackers + "/?page_size=100&include=last_job",
            "connections/analysis/?page_size=100&include=last_job",
            "connections/ldap/?page_size=100&include=last_job");
  }

  @Test
  void params_that_an_ordinary_token_is_shown_unasked_are_not_looked_at() throws Exception {
    IntegrationList list =
        list(
            Dialect.CONNECTIONS_ALM,
            both ->
                PollRig.over(
                    Dialect.CONNECTIONS_ALM,
                    PollRig.settings(both.url(), PollRig.ORDINARY, null, Map.of())));
    assertThat(list.withParams()).isFalse();
    assertThat(list.integrations()).hasSize(3).allMatch(one -> one.params() == null);
    assertThat(server.wire.heads()).allMatch(head -> head.contains("Token " + PollRig.ORDINARY));
  }

  @Test
  void what_sd_elements_runs_itself_is_left_to_it_unless_configured() throws Exception {
    server.list(
        "connections/alm/",
        "{\"id\":1,\"command\":\"c\",\"inaccessible\":false}",
        "{\"id\":2,\"command\":\"c\",\"inaccessible\":true}",
        "{\"id\":3,\"command\":\"c\",\"inaccessible\":null}",
        "{\"id\":4,\"command\":\"c\"}",
        "{\"id\":5,\"command\":\"c\",\"inaccessible\":\"no\"}");
    IntegrationList list = list(Dialect.CONNECTIONS_ALM);
    assertThat(ids(list)).containsExactly(2L, 3L, 4L, 7L, 8L);
    assertThat(list.leftToServer()).isEqualTo(1);
    assertThat(list.refused())
        .containsExactly(
            new IntegrationList.RefusedItem(
                5L, "its inaccessible is a text; allowed is true or false"));

    var every = new ApiSettings(Dialect.CONNECTIONS_ALM, false, null, null, null);
    assertThat(ids(list(Dialect.CONNECTIONS_ALM, one -> PollRig.over(every, one))))
        .containsExactly(1L, 2L, 3L, 4L, 7L, 8L);
  }

  @Test
  void a_list_that_is_closed_to_the_token_or_not_there_leaves_its_type_unread() throws Exception {
    server.status("connections/analysis/", "403 Forbidden").without("connections/ldap/");
    IntegrationList list = list(Dialect.CONNECTIONS_ALM);
    assertThat(ids(list)).containsExactly(1L);
    assertThat(list.unreadTypes()).containsExactlyInAnyOrder("Analysis Tool", "LDAP");
  }

  @Test
  void any_other_failure_of_one_list_fails_the_poll() throws Exception {
    for (String status : List.of("401 Unauthorized", "500 Oops", "302 Found", "204 No Content")) {
      server.status("connections/analysis/", status);
      try (var rig =
          new PollRig(PollRig.over(Dialect.CONNECTIONS_ALM, PollRig.both(server.wire.url())))) {
        assertThat(rig.failure()).hasMessageContaining("connections/analysis/");
      }
    }
  }

  @Test
  void one_id_in_two_lists_is_the_first_lists_and_the_other_is_refused_alone() throws Exception {
    server.list("connections/analysis/", ANALYSIS.replace("\"id\":7", "\"id\":1"));
    IntegrationList list = list(Dialect.CONNECTIONS_ALM);
    assertThat(ids(list)).containsExactly(1L, 8L);
    assertThat(list.refused()).hasSize(1);
    assertThat(list.refused().get(0).id()).isNull();
    assertThat(list.refused().get(0).why()).contains("type Analysis Tool with the id 1");
  }

  @Test
  void of_one_project_the_lists_are_filtered_there_and_here() throws Exception {
    try (var rig =
        new PollRig(PollRig.over(Dialect.CONNECTIONS_ALM, PollRig.both(server.wire.url())))) {
      server.list("connections/alm/", ConnectionServer.RALLY, "{\"id\":5,\"command\":\"c\"}");
      rig.poll(new PollScope(3L));
      assertThat(rig.catalog.lists.get(0).integrations())
          .extracting(Integration::id)
          .containsExactly(7L);
    }
    assertThat(server.asked())
        .containsExactly(
            "connections/alm/?project=3&page_size=100&include=last_job",
            "connections/analysis/?project=3&page_size=100&include=last_job");
  }

  @Test
  void a_type_filter_chooses_the_list_and_a_system_filter_knows_all_names() throws Exception {
    var filters = Map.of("type", "ALM", "system", "rally", "alias", "Rally Integration");
    IntegrationList list =
        list(
            Dialect.CONNECTIONS_ALM,
            both ->
                PollRig.over(
                    Dialect.CONNECTIONS_ALM,
                    PollRig.settings(both.url(), null, PollRig.ADMIN, filters)));
    assertThat(ids(list)).containsExactly(1L);
    assertThat(server.asked())
        .containsExactly(
            "connections/alm/?alias=Rally%20Integration&page_size=100&include=last_job");
  }

  @Test
  void what_only_informs_may_have_any_shape() throws Exception {
    server.list(
        "connections/alm/",
        "{\"id\":1,\"command\":\"c\",\"system\":{\"id\":7,\"name\":[]},\"last_job\":[{}],"
            + "\"debug_mode\":\"x\",\"in_progress\":{\"a\":1},\"last_successful_run\":\"soon\"}");
    IntegrationList list = list(Dialect.CONNECTIONS_ALM);
    assertThat(list.integrations().get(0))
        .isEqualTo(
            new Integration(
                1,
                null,
                "",
                "",
                "",
                "c",
                "ALM",
                null,
                new ServerState(null, null, null, null, null)));
  }

  private static List<Long> ids(IntegrationList list) {
    return list.integrations().stream().map(Integration::id).toList();
  }
}
