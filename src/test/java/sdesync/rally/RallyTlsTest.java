package sdesync.rally;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.http.Tls;
import sdesync.http.WireServer;
import sdesync.sync.IssueTracker.Depth;
import sdesync.sync.PeerFailure;

/** A Rally whose TLS cannot be trusted: who, what, and what to do. */
class RallyTlsTest {
  private final RallyWorld world = new RallyWorld();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void a_certificate_nobody_signed_names_the_setting_for_its_authority() throws Exception {
    Tls.certificate(folder, "ip:127.0.0.1");
    try (WireServer secure = Tls.server(folder)) {
      fails(secure.url(), "its certificate is not signed by an authority known here", "http.ca");
    }
  }

  private void fails(URI server, String what, String fix) {
    Map<String, Object> params = world.params("alm_method", "https");
    params.put("alm_server", server.getAuthority());
    assertThatThrownBy(() -> world.tracker(params).open(Depth.SERVER))
        .isInstanceOf(PeerFailure.class)
        .hasMessageContainingAll("Rally at 127.0.0.1", what, fix)
        .hasMessageNotContaining("rally_password");
  }
}
