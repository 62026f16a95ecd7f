package sdesync.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * A request as far as an API looks at it.
 *
 * @param origin scheme, host and port under which the caller reached the server
 * @param path as sent, without the query
 * @param headers the first of each, by lower-case name
 */
public record Request(
    String method,
    String origin,
    String path,
    Query query,
    Map<String, String> headers,
    String body) {

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The value of a cookie, without the quotes some clients put around it. */
  public Optional<String> cookie(String name) {
    for (String pair : header("cookie").orElse("").split(";", -1)) {
      String[] parts = pair.strip().split("=", 2);
      if (parts.length == 2 && parts[0].equals(name)) {
        return Optional.of(parts[1].replaceAll("^\"|\"$", ""));
      }
    }
    return Optional.empty();
  }

  /** The body as one JSON object; empty for anything else. */
  public Optional<JsonNode> json() {
    try {
      return Optional.ofNullable(Answer.MAPPER.readTree(body)).filter(JsonNode::isObject);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
