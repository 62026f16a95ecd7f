package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With sde.api=auto the server is asked which API it has. */
class AutoDialectTest {
  private static final String ITEM = "{\"id\":1,\"command\":\"c\"}";

  private ConnectionServer server;
  private PollRig rig;

  @BeforeEach
  void start() throws Exception {
    server = new ConnectionServer();
    rig = new PollRig(PollRig.over((Dialect) null, PollRig.both(server.wire.url())));
  }

  @AfterEach
  void stop() throws IOException {
    rig.close();
    server.close();
  }

  @Test
  void the_newest_one_it_has_is_spoken_and_it_is_asked_once() {
    server.list("integrations/", ITEM).list("connections/alm/", ITEM);
    assertThat(rig.list().integrations()).hasSize(1);
    assertThat(rig.sde.dialect()).isEqualTo(Dialect.CONNECTIONS_ALM);
    rig.list();
    assertThat(server.asked())
        .containsExactly(
            "connections/issue-tracker/?page_size=1",
            "connections/alm/?page_size=1",
            "connections/alm/?page_size=100&include=last_job",
            "connections/analysis/?page_size=100&include=last_job",
            "connections/ldap/?page_size=100&include=last_job",
            "connections/alm/?page_size=100&include=last_job",
            "connections/analysis/?page_size=100&include=last_job",
            "connections/ldap/?page_size=100&include=last_job");
  }

  @Test
  void the_first_api_is_found_too() {
    server.list("integrations/", ITEM);
    rig.list();
    assertThat(rig.sde.dialect()).isEqualTo(Dialect.INTEGRATIONS);
  }

  @Test
  void a_server_that_has_none_is_told_with_all_that_was_tried() {
    assertThat(rig.failure())
        .hasMessageContaining("answers on none of /api/v2/connections/issue-tracker/")
        .hasMessageContaining("check sde.url, or name its API in sde.api");
  }

  @Test
  void a_refused_token_or_a_server_that_is_down_decides_nothing() {
    server.status("connections/issue-tracker/", "401 Unauthorized").list("integrations/", ITEM);
    assertThat(rig.failure()).hasMessageContaining("refused sde.admin-token (HTTP 401");
    rig.forget();
    server.status("connections/issue-tracker/", "503 Away");
    assertThat(rig.failure().kind()).isEqualTo(SdeFailure.Kind.UNREACHABLE);
    rig.forget();
    server.status("connections/issue-tracker/", "404 Not Found");
    rig.list();
    assertThat(rig.sde.dialect()).isEqualTo(Dialect.INTEGRATIONS);
  }

  @Test
  void a_server_that_changes_is_asked_anew_after_one_poll_that_says_so() {
    server.list("connections/alm/", ITEM);
    rig.list();
    rig.forget();
    server.without("connections/alm/").list("connections/issue-tracker/", ITEM);
    assertThat(rig.failure())
        .hasMessageContaining("spoke connections-alm and answers HTTP 404")
        .hasMessageContaining("the next poll asks it again");
    rig.forget();
    assertThat(rig.list().integrations()).hasSize(1);
    assertThat(rig.sde.dialect()).isEqualTo(Dialect.CONNECTIONS_ISSUE_TRACKER);
  }
}
