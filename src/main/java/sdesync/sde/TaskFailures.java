package sdesync.sde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import sdesync.http.Answer;
import sdesync.http.HttpFailure;
import sdesync.http.Request.Method;
import sdesync.http.RetryAfter;
import sdesync.sync.PeerFailure;
import sdesync.sync.PeerFailure.Kind;

/**
 * What went wrong with a request about tasks, in words and by kind; the one place that decides it.
 * No foreign exception is kept as a cause: Jackson's quote what they could not read.
 */
final class TaskFailures {
  private static final int SHOWN = 300;

  private final Token token;
  private final InstantSource clock;

  TaskFailures(Token token, InstantSource clock) {
    this.token = token;
    this.clock = clock;
  }

  /**
   * @throws PeerFailure for every answer that is not what was asked for
   */
  void check(Answer answer, Method method, URI uri) throws IOException {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      if (answer.header("Content-Type").orElse("").startsWith("text/html")) {
        throw nonsense(
            "SD Elements' answer to %s is an HTML page, perhaps a login page; check sde.url"
                .formatted(where(method, uri)));
      }
      return;
    }
    String said = "SD Elements answered HTTP " + status + " to " + where(method, uri);
    if (status == 401) {
      throw new PeerFailure(
          Kind.UNAUTHORIZED, said + ": it refused " + token.key() + "; put a valid token there");
    }
    if (status == 403) {
      throw new PeerFailure(
          Kind.UNAUTHORIZED,
          said
              + ": the user of "
              + token.key()
              + " may not do this; tasks are read, marked and annotated"
              + told(answer));
    }
    if (status == 429) {
      throw new PeerFailure(
          Kind.BUSY, said + ": too many requests", RetryAfter.of(answer, clock).orElse(null));
    }
    if (status >= 500 || status == 408) {
      throw new PeerFailure(
          Kind.LOST,
          said + "; the next run tries again",
          RetryAfter.of(answer, clock).orElse(null));
    }
    if (status >= 300 && status < 400) {
      throw nonsense(said + ", a redirect, which is not followed; correct sde.url");
    }
    if (status == 404 && method == Method.GET) {
      throw nonsense(said + "; check sde.url, and that the token's user may see the project");
    }
    throw new PeerFailure(Kind.REFUSED, said + told(answer));
  }

  /** What the server says of it, on one line and short. */
  private static String told(Answer answer) throws IOException {
    String text =
        new String(answer.body().readNBytes(SHOWN), StandardCharsets.UTF_8)
            .replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ")
            .strip();
    return text.startsWith("{") || text.startsWith("[") ? " (" + text + ")" : "";
  }

  PeerFailure transport(HttpFailure failure, URI uri) {
    String said = "SD Elements at " + uri.getRawAuthority() + " ";
    return switch (failure.kind()) {
      case CONNECT ->
          new PeerFailure(Kind.BUSY, said + "cannot be reached: " + failure.getMessage());
      case TIMEOUT, CUT_SHORT ->
          new PeerFailure(Kind.LOST, said + "gave no whole answer: " + failure.getMessage());
      default -> nonsense(said + "cannot be spoken to: " + failure.getMessage());
    };
  }

  /** What came was not JSON, or did not come whole. */
  PeerFailure unreadable(IOException thrown, URI uri) {
    String answer = "SD Elements' answer to " + uri.getRawPath() + " ";
    if (thrown instanceof JsonEOFException
        || (thrown instanceof JsonProcessingException json
            && String.valueOf(json.getOriginalMessage()).startsWith("Unexpected end-of-input"))) {
      return new PeerFailure(Kind.LOST, answer + "was cut short");
    }
    return thrown instanceof JsonProcessingException
            || thrown instanceof java.io.CharConversionException
        ? nonsense(answer + "is not JSON; check sde.url and what stands between")
        : transport(HttpFailure.of(thrown), uri);
  }

  /** JSON, but not a list to rely on. */
  PeerFailure list(BadList list, URI uri) {
    return nonsense(
        "SD Elements' list %s is not to be relied on: %s"
            .formatted(uri.getRawPath(), list.getMessage()));
  }

  private static PeerFailure nonsense(String message) {
    return new PeerFailure(Kind.NONSENSE, message);
  }

  private static String where(Method method, URI uri) {
    return method + " " + uri.getRawPath();
  }
}
