package sdesync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdesync.redact.Secret;

/** The guard of targets, seen from the socket that must not be reached. */
class TargetWireTest {
  private static final Request REQUEST = Request.of(URI.create("/a"), Map.of("Accept", "x"));

  private final DefaultCamelContext context = new DefaultCamelContext();
  private WireServer server;

  @BeforeEach
  void start() throws Exception {
    server = new WireServer();
    server.json("{}");
  }

  @AfterEach
  void stop() throws Exception {
    context.stop();
    server.close();
  }

  private Outbound outbound(@Nullable Secret proxy, String sde) {
    var outbound =
        new Outbound(
            new HttpSettings(
                proxy,
                List.of(),
                null,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                new TargetSettings(List.of(), false, URI.create(sde))),
            System::nanoTime);
    outbound.beans().forEach(context.getRegistry()::bind);
    context.start();
    return outbound;
  }

  private static Target target(Outbound outbound, String method, String server) {
    return Objects.requireNonNull(
        outbound.target(method, server, true, (param, what) -> assertThat(what).isNull()));
  }

  private String at(String host) {
    return host + ":" + server.url().getPort();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "[::1]", "127.8.8.8", "0.0.0.0"})
  void this_machine_is_never_connected_to(String host) {
    Outbound outbound = outbound(null, "https://192.0.2.1");
    // The guard has the last word even where something else let the host pass.
    var target = new Target(URI.create("http://" + at(host)), true);
    assertThatThrownBy(() -> outbound.send(target, REQUEST, 100))
        .isInstanceOf(HttpFailure.class)
        .satisfies(e -> assertThat(((HttpFailure) e).kind()).isEqualTo(HttpFailure.Kind.FORBIDDEN));
    assertThat(server.heads()).isEmpty();
  }

  @Test
  void but_it_is_where_sd_elements_is_there_too() throws Exception {
    Outbound outbound = outbound(null, "http://127.0.0.1:1");
    try (Answer answer = outbound.send(target(outbound, "http", at("127.0.0.1")), REQUEST, 100)) {
      assertThat(new String(answer.body().readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("{}");
    }
    assertThat(server.heads()).hasSize(1);
  }

  @Test
  void sd_elements_itself_is_not_reached_by_that_way() {
    Outbound outbound = outbound(null, server.url().toString());
    assertThatThrownBy(() -> outbound.send(target(outbound, "http", at("localhost")), REQUEST, 100))
        .hasMessageContaining("SD Elements itself");
    assertThat(server.heads()).isEmpty();
  }

  @Test
  void our_own_calls_are_not_guarded() throws Exception {
    Outbound outbound = outbound(null, "https://192.0.2.1");
    outbound.send(server.url(), REQUEST, 100).close();
    assertThat(server.heads()).hasSize(1);
  }

  @Test
  void a_proxy_on_this_machine_is_used_but_not_to_reach_this_machine() throws Exception {
    Outbound outbound =
        outbound(Secret.of("http://" + server.url().getAuthority()), "https://192.0.2.1");
    outbound.send(new Target(URI.create("http://192.0.2.9"), true), REQUEST, 100).close();
    outbound
        .send(new Target(URI.create("http://only-the-proxy.invalid"), true), REQUEST, 100)
        .close();
    assertThat(server.heads()).hasSize(2);
    for (String host : List.of("127.0.0.1:1", "localhost", "169.254.169.254", "a.localhost")) {
      assertThatThrownBy(
              () -> outbound.send(new Target(URI.create("http://" + host), true), REQUEST, 100))
          .isInstanceOf(HttpFailure.class)
          .satisfies(
              e -> assertThat(((HttpFailure) e).kind()).isEqualTo(HttpFailure.Kind.FORBIDDEN));
    }
    assertThat(server.heads()).hasSize(2);
  }

  @Test
  void a_certificate_is_not_checked_only_where_the_target_says_so(@TempDir Path folder)
      throws Exception {
    Tls.certificate(folder, "dns:other.example");
    Outbound outbound = outbound(null, "http://127.0.0.1:1");
    try (WireServer secure = Tls.server(folder)) {
      secure.json("{}");
      URI url = Tls.url(secure);
      assertThatThrownBy(() -> outbound.send(new Target(url, true), REQUEST, 100))
          .satisfies(e -> assertThat(((HttpFailure) e).kind()).isEqualTo(HttpFailure.Kind.TLS));
      assertThat(secure.heads()).isEmpty();
      outbound.send(new Target(url, false), REQUEST, 100).close();
      assertThat(secure.heads()).hasSize(1);
    }
  }
}
