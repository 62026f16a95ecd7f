package sdesync.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sdesync.sandbox.wire.Answer;
import sdesync.sandbox.wire.Request;

/**
 * One path of the simulated SD Elements and what each method does there.
 *
 * @param path with a group for each part that varies
 */
record Endpoint(Pattern path, Map<String, Handler> methods) {
  static final String PROJECT = "/api/v2/projects/(\\d{1,18})/";

  /** Answers a request whose token is known. */
  interface Handler {
    Answer answer(Call call);
  }

  /**
   * A request that found its path.
   *
   * @param parts what the path's groups matched
   */
  record Call(Request request, Caller caller, Matcher parts) {
    String part(int group) {
      return parts.group(group);
    }

    long number(int group) {
      return Long.parseLong(parts.group(group));
    }

    /** Whether {@code include} or {@code expand} names that field. */
    boolean asks(String how, String field) {
      return request.query().list(how).contains(field);
    }
  }

  static Endpoint at(String path) {
    return new Endpoint(Pattern.compile(path), Map.of());
  }

  Endpoint on(String method, Handler handler) {
    Map<String, Handler> more = new LinkedHashMap<>(methods);
    more.put(method, handler);
    return new Endpoint(path, more);
  }

  /** HEAD is answered as GET. */
  Optional<Handler> handler(String method) {
    return Optional.ofNullable(methods.get(method.equals("HEAD") ? "GET" : method));
  }

  String allowed() {
    return String.join(", ", methods.keySet()).replace("GET", "GET, HEAD");
  }
}
