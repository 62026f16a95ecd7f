package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.sde.SdeFailure.Kind.BAD_ANSWER;
import static sdesync.sde.SdeFailure.Kind.UNAUTHORIZED;
import static sdesync.sde.SdeFailure.Kind.UNREACHABLE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sdesync.http.WireServer;

/** Every way a poll fails: nothing is handed on, and this is what the user reads. */
class PollFailuresTest {
  private static final String PATH = "/api/v2/integrations/";
  private static final String ITEM =
      "{\"id\":%d,\"command\":\"sync_rally\",\"params\":{\"alm_pass\":\"hunter2-secret\"}}";

  private static WireServer server;
  private static PollRig rig;

  @BeforeAll
  static void start() throws Exception {
    server = new WireServer();
    rig = new PollRig(PollRig.both(server.url()));
  }

  @AfterAll
  static void stop() throws IOException {
    rig.close();
    server.close();
  }

  @BeforeEach
  void forget() {
    rig.forget();
    server.forget();
  }

  private static void fails(SdeFailure.Kind kind, String... words) {
    SdeFailure failure = rig.failure();
    assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
    assertThat(failure.getMessage()).contains(words);
    assertThat(failure.getMessage() + failure.getCause())
        .doesNotContain("hunter2", PollRig.ADMIN, PollRig.ORDINARY);
    assertThat(rig.polls.failedScopes).hasSize(1);
  }

  private static String item(long id) {
    return ITEM.formatted(id);
  }

  @Test
  void nobody_listens() throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (var nobody = new PollRig(PollRig.both(URI.create("http://127.0.0.1:" + port)))) {
      SdeFailure failure = nobody.failure();
      assertThat(failure.kind()).isEqualTo(UNREACHABLE);
      assertThat(failure)
          .hasMessageContaining("http://127.0.0.1:" + port + PATH)
          .hasMessageContaining("connection was refused; check host, port and http.proxy");
    }
  }

  @Test
  void the_host_name_is_unknown() throws Exception {
    try (var lost = new PollRig(PollRig.both(URI.create("http://no-such-host.invalid")))) {
      assertThat(lost.failure()).hasMessageContaining("host name is not known");
    }
  }

  @Test
  void the_port_speaks_no_tls() throws Exception {
    server.answer((head, out) -> false);
    URI secure = URI.create(server.url().toString().replace("http:", "https:"));
    try (var wrong = new PollRig(PollRig.both(secure))) {
      assertThat(wrong.failure().kind()).isEqualTo(UNREACHABLE);
    }
  }

  @Test
  void nothing_comes_in_time() {
    var end = new CountDownLatch(1);
    server.answer((head, out) -> waitFor(end));
    fails(UNREACHABLE, "nothing came within http.timeout");
    end.countDown();
  }

  @Test
  void the_answer_stops_in_the_middle_without_ending() {
    var end = new CountDownLatch(1);
    server.answer(
        (head, out) -> {
          raw(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"results\":[" + item(1));
          return waitFor(end);
        });
    fails(UNREACHABLE, "nothing came within http.timeout");
    end.countDown();
  }

  @Test
  void the_connection_is_closed_without_an_answer() {
    server.answer((head, out) -> false);
    fails(BAD_ANSWER, "was cut short");
  }

  @Test
  void the_answer_is_shorter_than_its_content_length() {
    server.answer(
        (head, out) ->
            raw(out, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"results\":[" + item(1)));
    fails(BAD_ANSWER, PATH, "was cut short");
  }

  @Test
  void the_last_chunk_is_missing() {
    server.answer(
        (head, out) ->
            raw(
                out,
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"results\":[]}  "));
    fails(BAD_ANSWER, "was cut short");
  }

  @Test
  void the_json_ends_early() {
    server.json("{\"results\":[" + item(1) + ",");
    fails(BAD_ANSWER, "was cut short");
  }

  @Test
  void the_admin_token_is_refused() {
    server.status("401 Unauthorized");
    fails(UNAUTHORIZED, "refused sde.admin-token (HTTP 401", "put a valid token there");
    assertThat(server.heads()).as("the other token is not tried").hasSize(1);
  }

  @Test
  void the_admin_token_may_not() {
    server.status("403 Forbidden");
    fails(UNAUTHORIZED, "refused sde.admin-token (HTTP 403");
  }

  @Test
  void the_ordinary_token_is_refused() throws Exception {
    server.status("401 Unauthorized");
    try (var ordinary =
        new PollRig(PollRig.settings(server.url(), PollRig.ORDINARY, null, Map.of()))) {
      assertThat(ordinary.failure()).hasMessageContaining("refused sde.token (HTTP 401");
    }
  }

  @Test
  void the_server_is_busy_and_says_for_how_long() {
    server.status("503 Service Unavailable", "Retry-After: 120");
    fails(UNREACHABLE, "HTTP 503");
    assertThat(rig.failure().retryAfter()).contains(Duration.ofMinutes(2));
  }

  @Test
  void the_server_is_busy_until_a_date() {
    server.status("429 Too Many Requests", "Retry-After: Sun, 1 Mar 2026 12:10:00 GMT");
    assertThat(rig.failure().retryAfter()).contains(Duration.ofMinutes(10));
    assertThat(server.heads()).as("it is not asked again at once").hasSize(1);
  }

  @Test
  void a_retry_after_that_means_nothing_is_passed_over() {
    server.status("503 Service Unavailable", "Retry-After: soon");
    assertThat(rig.failure().retryAfter()).isEmpty();
  }

  @Test
  void a_redirect_is_not_followed() throws IOException {
    try (var elsewhere = new WireServer()) {
      server.status("302 Found", "Location: " + elsewhere.url() + "/x?token=abc");
      fails(BAD_ANSWER, "HTTP 302", "a redirect to 127.0.0.1", "correct sde.url");
      assertThat(elsewhere.heads()).isEmpty();
      assertThat(rig.failure().getMessage()).doesNotContain("abc");
    }
  }

  @Test
  void other_statuses_are_no_answers() {
    server.status("404 Not Found");
    fails(BAD_ANSWER, "HTTP 404", "check sde.url");
  }

  @Test
  void no_content_is_no_answer() {
    server.answer((head, out) -> raw(out, "HTTP/1.1 204 No Content\r\n\r\n"));
    fails(BAD_ANSWER, "HTTP 204", "only 200 is an answer");
  }

  @Test
  void a_login_page_is_no_answer() {
    server.answer(
        (head, out) -> WireServer.write(out, "200 OK", "text/html; charset=utf-8", "<html>"));
    fails(BAD_ANSWER, "is an HTML page, perhaps a login");
  }

  @Test
  void text_is_no_answer() {
    server.json("hunter2-secret is down for maintenance");
    fails(BAD_ANSWER, "is not JSON (line 1, column");
  }

  @Test
  void broken_utf8_is_no_answer() {
    server.answer(
        (head, out) -> {
          raw(out, "HTTP/1.1 200 OK\r\nContent-Length: 30\r\n\r\n");
          out.write("{\"results\":[{\"alias\":\"".getBytes(StandardCharsets.UTF_8));
          out.write(new byte[] {(byte) 0xC3, (byte) 0x28, (byte) 0xFF, '"', '}', ']', '}', ' '});
          return false;
        });
    fails(BAD_ANSWER, "is not JSON");
  }

  @Test
  void compression_nobody_asked_for_is_no_answer() {
    server.answer(
        (head, out) ->
            raw(
                out,
                "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\u001f\u008b\b\0"));
    fails(BAD_ANSWER, "is not JSON");
  }

  @Test
  void an_empty_body_is_no_answer() {
    server.json("");
    fails(BAD_ANSWER, "it is empty");
  }

  @Test
  void other_json_is_no_list() {
    server.json("[" + item(1) + "]");
    fails(BAD_ANSWER, "not an object with \"results\"");
  }

  @Test
  void an_object_without_results_is_no_list() {
    server.json("{\"detail\":\"hello\"}");
    fails(BAD_ANSWER, "it has no \"results\"");
  }

  @Test
  void results_that_are_no_list_are_refused() {
    server.json("{\"results\":{\"1\":" + item(1) + "}}");
    fails(BAD_ANSWER, "\"results\" is not one list");
  }

  @Test
  void something_after_the_end_is_refused() {
    server.json("{\"results\":[]} {\"results\":[]}");
    fails(BAD_ANSWER, "something follows");
  }

  @Test
  void a_body_beyond_the_limit_is_refused_and_not_read_on() {
    server.answer(
        (head, out) -> {
          raw(out, "HTTP/1.1 200 OK\r\n\r\n{\"results\":[");
          for (int i = 1; ; i++) {
            raw(out, item(i) + ",");
          }
        });
    fails(BAD_ANSWER, "larger than sde.max-response (1000000 bytes)", "sde.page-size");
    assertThat(server.sent()).isLessThan(20_000_000);
  }

  @Test
  void an_error_page_without_end_is_not_read() {
    server.answer(
        (head, out) -> {
          raw(out, "HTTP/1.1 500 Oops\r\n\r\n");
          while (true) {
            raw(out, "oops ".repeat(1000));
          }
        });
    fails(UNREACHABLE, "HTTP 500");
  }

  @Test
  void a_header_without_end_is_not_read() {
    server.answer(
        (head, out) -> {
          raw(out, "HTTP/1.1 200 OK\r\nX-Long: ");
          while (true) {
            raw(out, "long ".repeat(1000));
          }
        });
    fails(UNREACHABLE, "not proper HTTP");
  }

  private static boolean waitFor(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean raw(java.io.OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    return false;
  }
}
