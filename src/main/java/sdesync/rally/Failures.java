package sdesync.rally;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sdesync.http.Answer;
import sdesync.http.HttpFailure;
import sdesync.http.RetryAfter;
import sdesync.sync.ParamsRefused;
import sdesync.sync.PeerFailure;
import sdesync.sync.PeerFailure.Kind;

/**
 * What went wrong between us and Rally, in words and by kind; the one place that decides it. No
 * foreign exception is kept as a cause: Jackson's quote what they could not read.
 */
final class Failures {
  private static final int SHOWN = 300;

  private final String host;
  private final String secret;
  private final InstantSource clock;

  /**
   * @param secret the params that hold the credentials, for messages
   */
  Failures(String host, String secret, InstantSource clock) {
    this.host = host;
    this.secret = secret;
    this.clock = clock;
  }

  /**
   * Every status but 200 and its like.
   *
   * @param what {@code to GET project}
   */
  PeerFailure status(Answer answer, String what, boolean writes) {
    int status = answer.status();
    String said = "Rally at " + host + " answered HTTP " + status + " " + what;
    if (status == 401) {
      return new PeerFailure(
          Kind.UNAUTHORIZED,
          said
              + (writes
                  ? ": " + secret + " may only read, or no longer; give one that may write"
                  : ": it refused " + secret + "; check that it is right and has not expired"));
    }
    if (status == 403) {
      return new PeerFailure(
          Kind.UNAUTHORIZED, said + ": the user of " + secret + " may not do this");
    }
    if (status == 429) {
      return new PeerFailure(
          Kind.BUSY, said + ": too many requests", RetryAfter.of(answer, clock).orElse(null));
    }
    if (status >= 500 || status == 408) {
      return new PeerFailure(
          Kind.LOST,
          said + "; the next run tries again",
          RetryAfter.of(answer, clock).orElse(null));
    }
    if (status >= 300 && status < 400) {
      return nonsense(said + ", a redirect, which is not followed; check alm_server");
    }
    if (status == 404) {
      return nonsense(said + "; check alm_server and alm_context_root");
    }
    return new PeerFailure(Kind.REFUSED, said);
  }

  /**
   * No answer, or not all of it.
   *
   * @throws ParamsRefused when the address may not be spoken to
   */
  PeerFailure transport(HttpFailure failure, String what) {
    String said = "Rally at " + host + " ";
    switch (failure.kind()) {
      case FORBIDDEN ->
          throw new ParamsRefused(
              List.of(
                  new ParamsRefused.Problem("alm_server", "is refused: " + failure.getMessage())));
      case CONNECT -> {
        return new PeerFailure(Kind.BUSY, said + "cannot be reached: " + failure.getMessage());
      }
      case TIMEOUT, CUT_SHORT -> {
        return new PeerFailure(
            Kind.LOST, said + "gave no whole answer " + what + ": " + failure.getMessage());
      }
      default -> {
        return nonsense(said + "cannot be spoken to: " + failure.getMessage());
      }
    }
  }

  /** What came was not JSON, or did not come whole. */
  PeerFailure unreadable(IOException thrown, String what) {
    String answer = "Rally's answer " + what + " at " + host + " ";
    if (thrown instanceof JsonEOFException
        || (thrown instanceof JsonProcessingException json
            && String.valueOf(json.getOriginalMessage()).startsWith("Unexpected end-of-input"))) {
      return new PeerFailure(Kind.LOST, answer + "was cut short");
    }
    return thrown instanceof JsonProcessingException
            || thrown instanceof java.io.CharConversionException
        ? nonsense(answer + "is not JSON; check alm_server and what stands between")
        : transport(HttpFailure.of(thrown), what);
  }

  PeerFailure html(String what) {
    return nonsense(
        "Rally's answer "
            + what
            + " at "
            + host
            + " is an HTML page, perhaps a login page; check alm_server and what stands between");
  }

  /** JSON, but not what Rally's API promises. */
  PeerFailure shape(String what, String wrong) {
    return nonsense("Rally's answer " + what + " at " + host + " " + wrong + "; check alm_server");
  }

  /** The pages of a list do not add up. */
  PeerFailure incomplete(String what) {
    return new PeerFailure(
        Kind.LOST,
        "Rally's list " + what + " at " + host + " came incomplete; the next run tries again");
  }

  private static PeerFailure nonsense(String message) {
    return new PeerFailure(Kind.NONSENSE, message);
  }

  /** Errors inside an answer of HTTP 200. */
  PeerFailure refused(List<String> errors, String what) {
    String text = told(errors);
    String plain = text.toLowerCase(Locale.ROOT);
    if (plain.contains("concurrency conflict")) {
      return new PeerFailure(Kind.BUSY, "Rally had another change at once " + what + ": " + text);
    }
    if (plain.contains("not authorized") || plain.contains("permission")) {
      return new PeerFailure(
          Kind.UNAUTHORIZED,
          "Rally does not let the user of " + secret + " do this (" + text + ")");
    }
    return new PeerFailure(Kind.REFUSED, "Rally refused " + what + ": " + text);
  }

  /** On one line, short, without what makes a line say something else. */
  static String told(List<String> texts) {
    String all =
        texts.stream()
            .limit(3)
            .map(text -> text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip())
            .collect(Collectors.joining("; "));
    return all.length() <= SHOWN ? all : all.substring(0, SHOWN) + "…";
  }

  /** Whether the security token, and nothing else, was refused. */
  static boolean staleKey(@Nullable List<String> errors) {
    return errors != null && errors.stream().anyMatch(error -> error.contains("Invalid key"));
  }
}
