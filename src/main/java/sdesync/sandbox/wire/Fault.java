package sdesync.sandbox.wire;

import java.time.Duration;
import java.util.Map;

/** What can go wrong between a client and a server. */
public sealed interface Fault {
  /** Another answer; nothing is done. */
  record Instead(Answer answer) implements Fault {}

  /** The connection is closed without an answer; nothing is done. */
  record Closed() implements Fault {}

  /** What was asked is done, and the connection is closed without an answer. */
  record AnswerLost() implements Fault {}

  /** What was asked is done; half of the answer arrives. */
  record Truncated() implements Fault {}

  /** The answer comes late, or never within a client's patience. */
  record Late(Duration by) implements Fault {}

  /** Too many requests, with the time to wait. */
  static Fault tooMany(Duration retryAfter) {
    String seconds = Long.toString(retryAfter.toSeconds());
    return new Instead(Answer.error(429, "Request was throttled.", Map.of("Retry-After", seconds)));
  }

  static Fault unavailable() {
    return new Instead(Answer.error(503, "Service unavailable."));
  }

  /** A proxy or a single sign-on in between: HTTP 200 and a form. */
  static Fault loginPage() {
    return new Instead(
        Answer.text(
            200,
            "text/html;charset=utf-8",
            "<!DOCTYPE html><html><head><title>Sign in</title></head>"
                + "<body><form method=\"post\"><input name=\"user\"></form></body></html>"));
  }
}
