package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sdesync.catalog.PollScope;
import sdesync.http.WireServer;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;
import sdesync.sde.IntegrationList.RefusedItem;

/** What becomes of the items of a good list, and what is asked under which token. */
class ListTest {
  /** The API document's own example, with params. */
  private static final String RALLY =
      """
      {"results": [{"id": 1, "project_id": 2, "system": "Rally", "alias": "Rally Integration",
        "frequency": "manually", "command": "sync_rally",
        "params": {"sde_project": "Demo Project", "alm_server": "rally1.rallydev.com",
          "alm_pass": "rally_password", "sde_min_priority": 7, "nested": {"alm_server": "no"}},
        "type": "ALM"}]}
      """;

  private WireServer server;

  @BeforeEach
  void start() throws Exception {
    server = new WireServer();
    server.json(RALLY);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  private IntegrationList list(SdeSettings settings) throws Exception {
    try (var rig = new PollRig(settings)) {
      return rig.list();
    }
  }

  private IntegrationList items(String items) throws Exception {
    server.json("{\"results\":[" + items + "]}");
    return list(PollRig.both(server.url()));
  }

  @Test
  void of_the_documents_example_the_names_and_the_target_of_its_params_are_kept() throws Exception {
    IntegrationList list = list(PollRig.both(server.url()));
    assertThat(list.withParams()).isTrue();
    assertThat(list.integrations())
        .containsExactly(
            new Integration(
                1,
                2L,
                "Rally",
                "Rally Integration",
                "manually",
                "sync_rally",
                "ALM",
                new ParamsOutline(
                    List.of("sde_project", "alm_server", "alm_pass", "sde_min_priority", "nested"),
                    "rally1.rallydev.com")));
  }

  @Test
  void with_both_tokens_the_admin_token_polls_and_asks_for_params() throws Exception {
    list(PollRig.both(server.url()));
    assertThat(server.heads()).hasSize(1);
    assertThat(server.heads().get(0))
        .startsWith("GET /api/v2/integrations/?page_size=100&include=params HTTP/1.1\r\n")
        .contains("\r\nAuthorization: Token " + PollRig.ADMIN + "\r\n");
  }

  @Test
  void with_the_ordinary_token_alone_params_are_never_asked_for_on_either_endpoint()
      throws Exception {
    server.answer(
        (head, out) ->
            WireServer.write(
                out,
                "200 OK",
                "application/json",
                head.contains("page=")
                    ? RALLY.replace("\"id\": 1", "\"id\": 2")
                    : RALLY
                        .strip()
                        .replaceAll(
                            "}$",
                            ",\"next\":\"?page=2&include=params&%69nclude=params;include=params\"}")));
    var settings = PollRig.settings(server.url(), PollRig.ORDINARY, null, Map.of());
    try (var rig = new PollRig(settings)) {
      rig.poll(PollScope.ALL, new PollScope(5L));
      assertThat(rig.polls.failed).isEmpty();
      assertThat(rig.catalog.lists).hasSize(2).noneMatch(IntegrationList::withParams);
      assertThat(rig.catalog.lists.get(0).integrations())
          .as("params sent unasked are not looked at")
          .allMatch(integration -> integration.params() == null);
    }
    assertThat(server.targets())
        .containsExactly(
            "/api/v2/integrations/?page_size=100",
            "/api/v2/integrations/?page=2",
            "/api/v2/projects/5/integrations/?page_size=100",
            "/api/v2/projects/5/integrations/?page=2");
    assertThat(server.heads())
        .allMatch(head -> head.contains("Token " + PollRig.ORDINARY + "\r\n"));
  }

  @Test
  void with_the_admin_token_alone_it_is_used_for_everything_on_either_endpoint() throws Exception {
    try (var rig = new PollRig(PollRig.settings(server.url(), null, PollRig.ADMIN, Map.of()))) {
      rig.poll(PollScope.ALL, new PollScope(5L));
    }
    assertThat(server.targets())
        .containsExactly(
            "/api/v2/integrations/?page_size=100&include=params",
            "/api/v2/projects/5/integrations/?page_size=100&include=params");
    assertThat(server.heads()).allMatch(head -> head.contains("Token " + PollRig.ADMIN + "\r\n"));
  }

  @Test
  void an_ordinary_token_given_as_admin_token_shows_no_params() throws Exception {
    IntegrationList list = items("{\"id\":1,\"command\":\"c\"}");
    assertThat(list.integrations()).allMatch(integration -> integration.params() == null);
  }

  @Test
  void nothing_else_leaves_than_these_headers() throws Exception {
    list(PollRig.both(server.url()));
    assertThat(server.heads().get(0).lines().skip(1).map(line -> line.replaceAll(":.*", "")))
        .containsExactlyInAnyOrder(
            "Accept", "Authorization", "Host", "Connection", "User-Agent", "");
    assertThat(server.heads().get(0)).contains("\r\nUser-Agent: sde-sync/");
  }

  @Test
  void filters_are_sent_and_applied_again_on_our_side() throws Exception {
    server.json(
        "{\"results\":[{\"id\":1,\"command\":\"c\",\"alias\":\"A & B\",\"system\":\"Jira\"},"
            + "{\"id\":2,\"command\":\"c\",\"alias\":\"other\",\"system\":\"Jira\"}]}");
    var filters = Map.of("alias", "A & B", "system", "Jira");
    IntegrationList list = list(PollRig.settings(server.url(), null, PollRig.ADMIN, filters));
    assertThat(list.integrations()).extracting(Integration::id).containsExactly(1L);
    assertThat(server.targets().get(0))
        .isEqualTo(
            "/api/v2/integrations/?alias=A%20%26%20B&system=Jira&page_size=100&include=params");
  }

  @Test
  void a_path_in_sde_url_and_no_page_size_are_respected() throws Exception {
    var settings =
        new SdeSettings(
            java.net.URI.create(server.url() + "/sde"),
            sdesync.redact.Secret.of(PollRig.ORDINARY),
            null,
            List.of(),
            Map.of(),
            0,
            1_000_000);
    list(settings);
    assertThat(server.targets()).containsExactly("/sde/api/v2/integrations/");
  }

  @Test
  void absent_optional_fields_are_tolerated() throws Exception {
    IntegrationList list =
        items("{\"id\":1,\"command\":\"c\",\"alias\":null,\"params\":null,\"more\":[{}]}");
    assertThat(list.integrations())
        .containsExactly(new Integration(1, null, "", "", "", "c", "", null));
  }

  @Test
  void a_hostile_command_is_a_text_like_any_other() throws Exception {
    IntegrationList list = items("{\"id\":1,\"command\":\"../x; $(rm)\\n\"}");
    assertThat(list.integrations())
        .extracting(Integration::command)
        .containsExactly("../x; $(rm)\n");
  }

  @Test
  void an_invalid_item_is_refused_alone_with_its_id_and_the_reason() throws Exception {
    String tooLong = "x".repeat(1_001);
    IntegrationList list =
        items(
            """
            {"id":1,"command":"c"},
            {"id":2},
            {"id":3,"command":""},
            {"id":4,"command":["sh"]},
            {"command":"c"},
            {"id":-5,"command":"c"},
            {"id":"6","command":"c"},
            {"id":7.5,"command":"c"},
            {"id":99999999999999999999,"command":"c"},
            {"id":null,"command":"c"},
            {"id":8,"id":9,"command":"c"},
            {"id":10,"command":"c","params":["x"]},
            {"id":11,"command":"c","alias":"%s"},
            {"id":12,"command":"a\\u0000b"},
            {"id":13,"command":"c","project_id":"x"},
            17,
            [{"id":1}]
            """
                .formatted(tooLong));
    assertThat(list.integrations()).extracting(Integration::id).containsExactly(1L);
    assertThat(list.refused())
        .containsExactly(
            new RefusedItem(2L, "it has no command"),
            new RefusedItem(3L, "it has no command"),
            new RefusedItem(4L, "its command is a list; allowed is a text"),
            new RefusedItem(null, "it has no id"),
            new RefusedItem(null, "its id is -5; allowed is a positive integer"),
            new RefusedItem(null, "its id is a text; allowed is a positive integer"),
            new RefusedItem(null, "its id is 7.5; allowed is a positive integer"),
            new RefusedItem(null, "its id is 99999999999999999999; allowed is a positive integer"),
            new RefusedItem(null, "its id is null; allowed is a positive integer"),
            new RefusedItem(8L, "it has more than one id"),
            new RefusedItem(10L, "its params are a list; allowed is an object"),
            new RefusedItem(11L, "its alias has 1001 characters; allowed are 1000"),
            new RefusedItem(12L, "its command holds a NUL character"),
            new RefusedItem(13L, "its project_id is a text; allowed is a positive integer"),
            new RefusedItem(null, "the item is a number instead of an object"),
            new RefusedItem(null, "the item is a list instead of an object"));
  }

  @Test
  void a_token_that_no_header_may_hold_is_refused_by_its_key_and_never_sent() throws Exception {
    try (var rig =
        new PollRig(PollRig.settings(server.url(), null, "abc\r\nX-Evil: 1", Map.of()))) {
      assertThat(rig.failure())
          .hasMessageStartingWith("sde.admin-token is empty or holds a character")
          .hasMessageNotContaining("abc");
    }
    assertThat(server.heads()).isEmpty();
  }

  @Test
  void a_failing_store_is_told_as_it_is() throws Exception {
    try (var rig = new PollRig(PollRig.both(server.url()))) {
      rig.catalog.broken = new IllegalStateException("the store is away");
      rig.poll();
      assertThat(rig.polls.failed).singleElement().isEqualTo(rig.catalog.broken);
    }
  }

  @Test
  void the_trigger_polls_at_once_at_start() throws Exception {
    try (var rig = PollRig.scheduled(PollRig.both(server.url()), PollScope.ALL)) {
      assertThat(rig.polls.asked.await(4, TimeUnit.SECONDS)).isTrue();
      rig.context.getRouteController().stopRoute("poll-integrations");
      assertThat(rig.catalog.lists).isNotEmpty();
      assertThat(server.heads().get(0)).doesNotContain("Trigger", "fireTime", "job");
    }
  }
}
