package sdesync.notify;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.http.Answer;
import sdesync.http.HttpFailure;
import sdesync.http.Outbound;
import sdesync.http.Request;

/** Calls to URLs that are secrets: no message tells more of one than its host. */
final class Calls {
  private static final long ANSWER_BYTES = 64 * 1024;

  private final Outbound outbound;

  Calls(Outbound outbound) {
    this.outbound = outbound;
  }

  /** Throws {@link Undelivered} unless the answer is a good one. */
  void send(Request.Method method, URI url, @Nullable String json) {
    URI origin = URI.create(url.getScheme() + "://" + url.getRawAuthority());
    Map<String, String> headers = json == null ? Map.of() : Map.of("Accept", "*/*");
    try (Answer answer =
        outbound.send(origin, Request.of(method, url, headers, json), ANSWER_BYTES)) {
      int status = answer.status();
      drain(answer);
      if (status < 200 || status > 299) {
        boolean transientFault = status >= 500 || status == 408 || status == 429;
        throw new Undelivered(url.getHost() + " answered " + status, transientFault);
      }
    } catch (HttpFailure e) {
      throw new Undelivered(url.getHost() + ": " + e.getMessage(), true);
    }
  }

  /** So that the connection can be used again. */
  private static void drain(Answer answer) {
    try (InputStream body = answer.body()) {
      body.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // It was taken; how the answer ends is nobody's concern.
      return;
    }
  }
}
