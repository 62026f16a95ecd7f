package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.sde.SdeFailure.Kind.BAD_ANSWER;
import static sdesync.sde.SdeFailure.Kind.UNAUTHORIZED;
import static sdesync.sde.SdeFailure.Kind.UNREACHABLE;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import sdesync.http.WireServer;

/** Every way a poll gets no answer: nothing is handed on, and this is what the user reads. */
class PollFailuresTest extends FailingPolls {
  @Test
  void nobody_listens() throws Exception {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    try (var nobody = new PollRig(over(PollRig.both(URI.create("http://127.0.0.1:" + port))))) {
      SdeFailure failure = nobody.failure();
      assertThat(failure.kind()).isEqualTo(UNREACHABLE);
      assertThat(failure)
          .hasMessageContaining("http://127.0.0.1:" + port + path())
          .hasMessageContaining("connection was refused; check host, port and http.proxy");
    }
  }

  @Test
  void the_host_name_is_unknown() throws Exception {
    try (var lost = new PollRig(over(PollRig.both(URI.create("http://no-such-host.invalid"))))) {
      assertThat(lost.failure()).hasMessageContaining("host name is not known");
    }
  }

  @Test
  void the_port_speaks_no_tls() throws Exception {
    server.answer((head, out) -> false);
    URI secure = URI.create(server.url().toString().replace("http:", "https:"));
    try (var wrong = new PollRig(over(PollRig.both(secure)))) {
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
    fails(BAD_ANSWER, path(), "was cut short");
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
        new PollRig(over(PollRig.settings(server.url(), PollRig.ORDINARY, null, Map.of())))) {
      assertThat(ordinary.failure()).hasMessageContaining("refused sde.token (HTTP 401");
    }
  }

  @Test
  void the_server_is_busy_and_says_for_how_long() {
    server.status("503 Service Unavailable", "Retry-After: 120");
    fails(UNREACHABLE, "HTTP 503");
    assertThat(rig().failure().retryAfter()).contains(Duration.ofMinutes(2));
  }

  @Test
  void the_server_is_busy_until_a_date() {
    server.status("429 Too Many Requests", "Retry-After: Sun, 1 Mar 2026 12:10:00 GMT");
    assertThat(rig().failure().retryAfter()).contains(Duration.ofMinutes(10));
    assertThat(server.heads()).as("it is not asked again at once").hasSize(1);
  }

  @Test
  void a_retry_after_that_means_nothing_is_passed_over() {
    server.status("503 Service Unavailable", "Retry-After: soon");
    assertThat(rig().failure().retryAfter()).isEmpty();
  }

  @Test
  void a_redirect_is_not_followed() throws IOException {
    try (var elsewhere = new WireServer()) {
      server.status("302 Found", "Location: " + elsewhere.url() + "/x?token=abc");
      fails(BAD_ANSWER, "HTTP 302", "a redirect to 127.0.0.1", "correct sde.url");
      assertThat(elsewhere.heads()).isEmpty();
      assertThat(rig().failure().getMessage()).doesNotContain("abc");
    }
  }
}
