package sdesync.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.redact.Secret;

/** Outbound calls as they look on the wire. */
class OutboundTest {
  private static final Request REQUEST =
      Request.of(
          URI.create("/a/b?q=%26%20x"), Map.of("Authorization", "Token t", "Accept", "text/x"));

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

  private Outbound outbound(@Nullable Secret proxy, List<String> noProxy, @Nullable Path ca) {
    return outbound(
        new HttpSettings(proxy, noProxy, ca, Duration.ofSeconds(2), Duration.ofSeconds(1)));
  }

  private Outbound outbound(HttpSettings settings) {
    var outbound = new Outbound(settings, System::nanoTime);
    outbound.beans().forEach(context.getRegistry()::bind);
    context.start();
    return outbound;
  }

  private static String text(Answer answer) throws Exception {
    try (answer) {
      return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void a_request_is_these_bytes_and_no_others() throws Exception {
    assertThat(text(outbound(null, List.of(), null).send(server.url(), REQUEST, 100)))
        .isEqualTo("{}");
    assertThat(server.heads().get(0).lines().sorted())
        .containsExactly(
            "",
            "Accept: text/x",
            "Authorization: Token t",
            "Connection: keep-alive",
            "GET /a/b?q=%26%20x HTTP/1.1",
            "Host: " + server.url().getAuthority(),
            "User-Agent: sde-sync/dev");
  }

  @Test
  void a_connection_is_used_again_and_one_that_the_server_closed_is_not() throws Exception {
    Outbound outbound = outbound(null, List.of(), null);
    var connections = new AtomicLong();
    server.answer(
        (head, out) -> {
          WireServer.write(out, "200 OK", "text/x", "x");
          return connections.incrementAndGet() != 2; // closes silently after the second
        });
    for (int i = 0; i < 4; i++) {
      assertThat(text(outbound.send(server.url(), REQUEST, 100))).isEqualTo("x");
    }
  }

  @Test
  void cookies_are_neither_kept_nor_sent() throws Exception {
    Outbound outbound = outbound(null, List.of(), null);
    server.status("200 OK", "Set-Cookie: session=1; Path=/");
    text(outbound.send(server.url(), REQUEST, 100));
    text(outbound.send(server.url(), REQUEST, 100));
    assertThat(server.heads().get(1)).doesNotContainIgnoringCase("cookie");
  }

  @Test
  void headers_that_come_in_steer_nothing() throws Exception {
    server.status("200 OK", "CamelHttpUri: http://evil.example", "X-Fine: 1");
    try (Answer answer = outbound(null, List.of(), null).send(server.url(), REQUEST, 100)) {
      assertThat(answer.header("CamelHttpUri")).isEmpty();
      assertThat(answer.header("X-Fine")).contains("1");
    }
  }

  @Test
  void a_body_that_drips_for_ever_is_given_up() throws Exception {
    var nanos = new AtomicLong();
    var outbound =
        new Outbound(
            new HttpSettings(null, List.of(), null, Duration.ofSeconds(2), Duration.ofSeconds(1)),
            nanos::get);
    outbound.beans().forEach(context.getRegistry()::bind);
    context.start();
    try (Answer answer = outbound.send(server.url(), REQUEST, 100)) {
      nanos.set(Duration.ofSeconds(21).toNanos());
      assertThatThrownBy(() -> answer.body().read())
          .hasMessage("the answer had not ended after 20 s");
    }
  }

  @Test
  void through_a_proxy_with_credentials_that_may_change() throws Exception {
    var url = new AtomicReference<>("http://user:p%40ss@" + server.url().getAuthority());
    Outbound outbound = outbound(new Secret(url::get), List.of("direct.example"), null);
    server.answer(
        (head, out) ->
            head.contains("Proxy-Authorization")
                ? WireServer.write(out, "200 OK", "text/x", "through")
                : WireServer.write(
                    out,
                    "407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"x\"",
                    "text/x",
                    "no"));
    URI far = URI.create("http://far.example");
    assertThat(text(outbound.send(far, REQUEST, 100))).isEqualTo("through");
    assertThat(lastHead())
        .startsWith("GET http://far.example/a/b?q=%26%20x HTTP/1.1\r\n")
        .contains("Proxy-Authorization: Basic " + base64("user:p@ss"));
    url.set("http://user:rotated@" + server.url().getAuthority());
    assertThat(text(outbound.send(far, REQUEST, 100))).isEqualTo("through");
    assertThat(lastHead()).contains("Proxy-Authorization: Basic " + base64("user:rotated"));
  }

  @Test
  void hosts_of_no_proxy_are_reached_directly() throws Exception {
    Outbound outbound =
        outbound(Secret.of("http://127.0.0.1:1"), List.of("127.0.0.1", ".example"), null);
    assertThat(text(outbound.send(server.url(), REQUEST, 100))).isEqualTo("{}");
    var route = new ProxyRoute(Secret.of("http://p:3128"), List.of(".example", "*.org"));
    for (String direct : List.of("example", "a.example", "a.b.ORG")) {
      assertThat(
              route.determineProxy(
                  host(direct), new org.apache.hc.core5.http.protocol.HttpCoreContext()))
          .isNull();
    }
    assertThat(
            route.determineProxy(
                host("notexample"), new org.apache.hc.core5.http.protocol.HttpCoreContext()))
        .hasToString("http://p:3128");
  }

  @Test
  void a_proxy_that_refuses_to_connect_is_not_taken_for_the_host_behind_it() {
    server.status("403 Forbidden");
    Outbound outbound =
        outbound(Secret.of("http://u:hunter2@" + server.url().getAuthority()), List.of(), null);
    assertThatThrownBy(() -> outbound.send(URI.create("https://far.example"), REQUEST, 100))
        .isInstanceOf(HttpFailure.class)
        .hasMessageContaining("the proxy answered HTTP 403")
        .hasMessageNotContaining("hunter2");
    assertThat(server.heads()).singleElement().asString().startsWith("CONNECT far.example:443");
    assertThat(server.heads().get(0)).doesNotContain("Token t");
  }

  @Test
  void a_certificate_is_trusted_by_its_ca_bundle_beside_the_jvms_own(@TempDir Path folder)
      throws Exception {
    Path pem = Tls.certificate(folder, "ip:127.0.0.1");
    try (var secure = Tls.server(folder)) {
      secure.json("{}");
      assertThat(text(outbound(null, List.of(), pem).send(Tls.url(secure), REQUEST, 100)))
          .isEqualTo("{}");
      assertThat(Certificates.trusting(pem)).isNotNull();
    }
  }

  @Test
  void an_unknown_certificate_is_refused_and_the_message_says_what_to_do(@TempDir Path folder)
      throws Exception {
    Tls.certificate(folder, "ip:127.0.0.1");
    try (var secure = Tls.server(folder)) {
      secure.json("{}");
      Outbound outbound = outbound(null, List.of(), null);
      assertThatThrownBy(() -> outbound.send(Tls.url(secure), REQUEST, 100))
          .isInstanceOf(HttpFailure.class)
          .hasMessageContaining("name its CA in http.ca");
      assertThat(secure.heads()).isEmpty();
    }
  }

  @Test
  void a_certificate_for_another_host_is_refused(@TempDir Path folder) throws Exception {
    Path pem = Tls.certificate(folder, "dns:other.example");
    try (var secure = Tls.server(folder)) {
      secure.json("{}");
      Outbound outbound = outbound(null, List.of(), pem);
      assertThatThrownBy(() -> outbound.send(Tls.url(secure), REQUEST, 100))
          .isInstanceOf(HttpFailure.class)
          .satisfies(e -> assertThat(((HttpFailure) e).kind()).isEqualTo(HttpFailure.Kind.TLS));
      assertThat(secure.heads()).isEmpty();
    }
  }

  @Test
  void a_bundle_without_a_certificate_is_refused_by_name(@TempDir Path folder) throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
    assertThatThrownBy(() -> Certificates.trusting(empty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(empty.toString());
    assertThatThrownBy(() -> Certificates.trusting(folder.resolve("none.pem")))
        .hasMessageContaining("none.pem");
  }

  private String lastHead() {
    return server.heads().get(server.heads().size() - 1);
  }

  private static org.apache.hc.core5.http.HttpHost host(String name) {
    return new org.apache.hc.core5.http.HttpHost("http", name, 80);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
