package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.sde.SdeFailure.Kind.BAD_ANSWER;
import static sdesync.sde.SdeFailure.Kind.UNREACHABLE;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import sdesync.http.WireServer;

/** Every answer that is none: nothing is handed on, and this is what the user reads. */
class PollBadAnswersTest extends FailingPolls {
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
}
