package sdesync.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sdesync.http.Outbound;
import sdesync.http.WireServer;
import sdesync.sde.PollRig;
import sdesync.sde.RemoteAgents;

/** The remote agent's record in SD Elements shows that this worker is alive. */
class AgentBeatTest {
  private final DefaultCamelContext context = new DefaultCamelContext();
  private WireServer server;

  @BeforeEach
  void start() throws Exception {
    server = new WireServer();
    context.start();
  }

  @AfterEach
  void stop() throws Exception {
    context.close();
    server.close();
  }

  private RemoteAgents agents(URI url) {
    var outbound = new Outbound(PollRig.http(), System::nanoTime);
    outbound.beans().forEach(context.getRegistry()::bind);
    outbound.setCamelContext(context);
    var settings = PollRig.settings(url, PollRig.ORDINARY, PollRig.ADMIN, Map.of());
    return new RemoteAgents(settings, outbound, () -> PollRig.NOW);
  }

  private AgentBeat beat(@Nullable Long id) {
    return new AgentBeat(agents(server.url()), id, "1.2.3", () -> PollRig.NOW);
  }

  @Test
  void each_beat_sends_version_platform_and_time_under_the_ordinary_token() {
    server.json("{}");
    AgentBeat beat = beat(7L);
    beat.beat();
    beat.beat();
    assertThat(server.heads()).hasSize(2);
    assertThat(server.heads().get(0))
        .startsWith("PATCH /api/v2/remote-agent/7/ HTTP/1.1\r\n")
        .contains("Token " + PollRig.ORDINARY + "\r\n");
    assertThat(server.bodies().get(0))
        .isEqualTo(
            "{\"version\":\"1.2.3\",\"platform\":\"Linux\","
                + "\"last_sync\":\"2026-03-01T12:00:00Z\"}");
  }

  @Test
  void a_server_that_refuses_it_is_not_asked_again() {
    AgentBeat beat = beat(7L);
    server.status("405 Method Not Allowed");
    beat.beat();
    beat.beat();
    assertThat(server.heads()).hasSize(1);
  }

  @Test
  void a_server_that_is_away_is_asked_again_with_the_next_beat() {
    AgentBeat beat = beat(7L);
    server.status("503 Away");
    beat.beat();
    server.json("{}");
    beat.beat();
    assertThat(server.heads()).hasSize(2);
  }

  @Test
  void without_an_id_nothing_is_sent() {
    beat(null).beat();
    assertThat(server.heads()).isEmpty();
  }

  @Test
  void the_record_is_read_and_may_be_closed_to_the_token_or_of_any_shape() {
    server.json("{\"id\":7,\"name\":\"Berlin\",\"version\":null,\"creator\":{\"name\":\"x\"}}");
    assertThat(agents(server.url()).find(7))
        .contains(new RemoteAgents.Agent("Berlin", null, null, null));
    server.status("403 Forbidden");
    assertThat(agents(server.url()).find(7)).isEmpty();
  }
}
