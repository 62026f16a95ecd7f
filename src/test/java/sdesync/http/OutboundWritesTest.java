package sdesync.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls that change something on the other side, as they look on the wire. */
class OutboundWritesTest {
  private static final Request REQUEST = Request.of(URI.create("/a"), Map.of());

  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Outbound outbound =
      new Outbound(
          new HttpSettings(null, List.of(), null, Duration.ofSeconds(2), Duration.ofSeconds(1)),
          System::nanoTime);
  private WireServer server;

  @BeforeEach
  void start() throws Exception {
    server = new WireServer();
    server.json("{}");
    outbound.beans().forEach(context.getRegistry()::bind);
    context.start();
  }

  @AfterEach
  void stop() throws Exception {
    context.stop();
    server.close();
  }

  private static String text(Answer answer) throws Exception {
    try (answer) {
      return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource(Request.Method.class)
  void a_body_travels_as_utf_8_json_with_the_method_that_was_asked_for(Request.Method method)
      throws Exception {
    String json = method == Request.Method.GET ? null : "{\"ü\":\"😀\"}";
    Request request =
        Request.of(method, URI.create("/a"), Map.of("ZSESSIONID", "k", "Cookie", "a=b"), json);
    assertThat(text(outbound.send(server.url(), request, 100))).isEqualTo("{}");
    assertThat(server.heads().get(0))
        .startsWith(method + " /a HTTP/1.1\r\n")
        .contains("ZSESSIONID: k\r\n", "Cookie: a=b\r\n");
    if (method == Request.Method.GET || method == Request.Method.DELETE) {
      assertThat(server.bodies()).containsExactly("");
    } else {
      assertThat(server.heads().get(0)).contains("Content-Type: application/json; charset=UTF-8");
      assertThat(server.bodies()).containsExactly(json);
    }
  }

  @Test
  void all_cookies_of_an_answer_can_be_read() throws Exception {
    server.status("200 OK", "Set-Cookie: a=1", "Set-Cookie: b=2; Path=/");
    try (Answer answer = outbound.send(server.url(), REQUEST, 100)) {
      assertThat(answer.headers("Set-Cookie")).containsExactly("a=1", "b=2; Path=/");
      assertThat(answer.headers("X-None")).isEmpty();
    }
  }
}
