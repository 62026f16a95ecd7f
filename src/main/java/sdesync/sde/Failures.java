package sdesync.sde;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.CharConversionException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import sdesync.http.Answer;
import sdesync.http.HttpFailure;
import sdesync.http.RetryAfter;
import sdesync.sde.SdeFailure.Kind;

/**
 * What went wrong, in words and by class. The one place that decides it. No foreign exception is
 * kept as a cause: Jackson's quote what they could not read, and that may be a password.
 */
final class Failures {
  private final InstantSource clock;

  Failures(InstantSource clock) {
    this.clock = clock;
  }

  /** Every status but 200. */
  SdeFailure status(Answer answer, Access access, URI uri) {
    int status = answer.status();
    Duration retryAfter = RetryAfter.of(answer, clock).orElse(null);
    String said = "SD Elements answered HTTP " + status + " to " + where(uri);
    if (status == 401 || status == 403) {
      String key = access.token().key();
      return new SdeFailure(
          Kind.UNAUTHORIZED,
          "SD Elements refused "
              + key
              + " (HTTP "
              + status
              + " to "
              + where(uri)
              + "); put a valid token there"
              + (status == 403 ? ", of a user who may read integrations" : ""),
          retryAfter,
          null);
    }
    if (status >= 300 && status < 400) {
      return bad(said + location(answer) + "; redirects are not followed, correct sde.url");
    }
    if (status == 407) {
      return down("the proxy wants credentials (HTTP 407); put them into http.proxy", retryAfter);
    }
    if (status == 404) {
      return bad(said + "; check sde.url and sde.projects");
    }
    if (status >= 500 || status == 429 || status == 408) {
      return down(said + "; it will be asked again", retryAfter);
    }
    return bad(said + "; only 200 is an answer");
  }

  /** What came was not a list, or did not come whole. */
  SdeFailure unreadable(IOException thrown, URI uri, long limit) {
    if (thrown instanceof JsonEOFException || endsEarly(thrown)) {
      return cut(uri);
    }
    if (thrown instanceof StreamConstraintsException) {
      return bad(answerOf(uri) + "holds a text, number or nesting beyond all bounds");
    }
    if (thrown instanceof JsonProcessingException json) {
      var location = json.getLocation();
      return bad(
          answerOf(uri)
              + "is not JSON"
              + (location == null
                  ? ""
                  : " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")"));
    }
    if (thrown instanceof CharConversionException) {
      return bad(answerOf(uri) + "is not JSON: it is not UTF-8");
    }
    HttpFailure failure = HttpFailure.of(thrown);
    if (failure.kind() == HttpFailure.Kind.TOO_LARGE) {
      return bad(
          answerOf(uri)
              + "is larger than sde.max-response ("
              + limit
              + " bytes); raise it, or lower sde.page-size");
    }
    return transport(failure, uri);
  }

  /** After a comma Jackson has no type of its own for it, only the text. */
  private static boolean endsEarly(IOException thrown) {
    return thrown instanceof JsonProcessingException json
        && String.valueOf(json.getOriginalMessage()).startsWith("Unexpected end-of-input");
  }

  /** No answer, or not all of it. */
  SdeFailure transport(HttpFailure failure, URI uri) {
    if (failure.kind() == HttpFailure.Kind.CUT_SHORT) {
      return cut(uri);
    }
    return down(
        "SD Elements cannot be reached at " + where(uri) + ": " + failure.getMessage(), null);
  }

  /** JSON, but not the list that was asked for. */
  SdeFailure list(BadList list, URI uri) {
    return bad(answerOf(uri) + "is not a list to rely on: " + list.getMessage());
  }

  SdeFailure html(URI uri) {
    return bad(
        answerOf(uri)
            + "is an HTML page, perhaps a login or an error page; check sde.url and what stands"
            + " between");
  }

  SdeFailure notJson(URI uri) {
    return bad(answerOf(uri) + "is not JSON");
  }

  private SdeFailure cut(URI uri) {
    return bad(answerOf(uri) + "was cut short; it will be asked for again");
  }

  private static SdeFailure bad(String message) {
    return new SdeFailure(Kind.BAD_ANSWER, message, null, null);
  }

  private static SdeFailure down(String message, @Nullable Duration retryAfter) {
    return new SdeFailure(Kind.UNREACHABLE, message, retryAfter, null);
  }

  private static String answerOf(URI uri) {
    return "SD Elements' answer to " + where(uri) + " ";
  }

  /** Without the query: it is long and says nothing new. */
  private static String where(URI uri) {
    return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }

  private static String location(Answer answer) {
    return answer
        .header("Location")
        .map(
            text -> {
              try {
                URI to = new URI(text);
                return to.getHost() == null ? "" : ", a redirect to " + to.getHost();
              } catch (URISyntaxException e) {
                return "";
              }
            })
        .orElse(", a redirect");
  }
}
