package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sdesync.integration.Integration;

/** A connection is fetched by its own GET when its run starts, and by nothing else. */
class ConnectionFetchTest {
  private static final Integration KNOWN =
      new Integration(1, 2L, "Rally", "old alias", "daily", "sync_rally", "ALM", null);

  private ConnectionServer server;
  private PollRig rig;

  @BeforeEach
  void start() throws Exception {
    server =
        new ConnectionServer()
            .list("connections/alm/")
            .item("connections/alm/1/", ConnectionServer.RALLY);
    rig = new PollRig(PollRig.over(Dialect.CONNECTIONS_ALM, PollRig.both(server.wire.url())));
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
    server.close();
  }

  @Test
  void its_own_get_under_the_admin_token_brings_the_params() {
    Fetched fetched = rig.sde.fetch(KNOWN).orElseThrow();
    assertThat(server.asked()).containsExactly("connections/alm/1/");
    assertThat(server.wire.heads().get(0)).contains("Token " + PollRig.ADMIN);
    assertThat(fetched.integration().alias()).isEqualTo("Rally Integration");
    assertThat(fetched.integration().target()).isEqualTo("rally1.rallydev.com");
    assertThat(fetched.params().values()).containsEntry("alm_pass", "hunter2");
  }

  @Test
  void under_the_ordinary_token_params_that_are_shown_are_not_taken() throws Exception {
    var ordinary = PollRig.settings(server.wire.url(), PollRig.ORDINARY, null, Map.of());
    try (var other = new PollRig(PollRig.over(Dialect.CONNECTIONS_ALM, ordinary))) {
      Fetched fetched = other.sde.fetch(KNOWN).orElseThrow();
      assertThat(fetched.params().values()).isEmpty();
      assertThat(fetched.integration().params()).isNull();
    }
  }

  @Test
  void one_that_is_not_there_any_more_is_gone_if_its_list_still_is() {
    server.without("connections/alm/1/");
    assertThat(rig.sde.fetch(KNOWN)).isEmpty();
    assertThat(server.asked())
        .containsExactly("connections/alm/1/", "connections/alm/?page_size=1");

    server.without("connections/alm/");
    assertThatThrownBy(() -> rig.sde.fetch(KNOWN))
        .isInstanceOf(SdeFailure.class)
        .hasMessageContaining("HTTP 404");
  }

  @Test
  void one_that_sd_elements_runs_itself_by_now_is_not_ours() {
    server.item(
        "connections/alm/1/",
        ConnectionServer.RALLY.replace("\"inaccessible\": true", "\"inaccessible\": false"));
    assertThat(rig.sde.fetch(KNOWN)).isEmpty();
  }

  @Test
  void another_one_than_was_asked_for_is_no_answer() {
    server.item("connections/alm/1/", ConnectionServer.RALLY.replace("\"id\": 1", "\"id\": 2"));
    assertThatThrownBy(() -> rig.sde.fetch(KNOWN))
        .isInstanceOf(SdeFailure.class)
        .hasMessageContaining("not the connection that was asked for")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void one_that_turned_invalid_is_a_failure_that_quotes_no_param() {
    server.item("connections/alm/1/", "{\"id\":1,\"params\":{\"alm_pass\":\"hunter2\"}}");
    assertThatThrownBy(() -> rig.sde.fetch(KNOWN))
        .isInstanceOf(SdeFailure.class)
        .hasMessageContaining("integration 1 is invalid: it has no command")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void whose_type_is_of_another_api_is_looked_for_in_every_list() {
    server
        .without("connections/alm/1/")
        .list("connections/analysis/")
        .item("connections/analysis/1/", ConnectionServer.RALLY);
    var known = new Integration(1, 2L, "Rally", "a", "daily", "sync_rally", "Tracker", null);
    assertThat(rig.sde.fetch(known)).isPresent();
  }
}
