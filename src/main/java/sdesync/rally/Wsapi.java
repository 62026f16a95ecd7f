package sdesync.rally;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import sdesync.http.Answer;
import sdesync.http.HttpFailure;
import sdesync.http.Outbound;
import sdesync.http.Request;
import sdesync.http.Request.Method;
import sdesync.http.Target;
import sdesync.sync.Patience;

/** Rally's web services API v2.0 as a protocol: requests, sessions, envelopes, pages. */
final class Wsapi {
  private static final long LIMIT = 256L << 20;

  /** More is not given. */
  static final int PAGE = 2_000;

  private final Outbound http;
  private final Target target;
  private final String root;
  private final Credentials credentials;
  private final Patience patience;
  private final Failures failures;
  private Credentials.@Nullable Session session;

  /**
   * Whom to ask.
   *
   * @param contextRoot without slashes around it; empty for none
   */
  record Place(Outbound http, Target target, String contextRoot) {}

  Wsapi(Place place, Credentials credentials, Patience patience, Failures failures) {
    this.http = place.http();
    this.target = place.target();
    this.root =
        (place.contextRoot().isEmpty() ? "" : "/" + place.contextRoot()) + "/slm/webservice/v2.0/";
    this.credentials = credentials;
    this.patience = patience;
    this.failures = failures;
  }

  /** One object, out of its frame. */
  JsonNode read(String path, Map<String, String> parameters) {
    return patience
        .repeatable(() -> exchange(Method.GET, path, parameters, null, null, Envelopes::read))
        .content();
  }

  /**
   * All of a list, page by page; an item is handed over as it is read, and again when a page has to
   * be asked for again.
   *
   * @param most after the first page, more than that many are not worth reading
   * @return whether it was read; false when it has more than {@code most}
   */
  boolean list(String path, Map<String, String> parameters, long most, Consumer<JsonNode> each) {
    long start = 1;
    while (true) {
      Map<String, String> page = new LinkedHashMap<>(parameters);
      page.put("start", Long.toString(start));
      page.put("pagesize", Integer.toString(PAGE));
      page.put("order", "ObjectID");
      Envelopes.Page read =
          patience.repeatable(
              () ->
                  exchange(Method.GET, path, page, null, null, body -> Envelopes.page(body, each)));
      start += read.items();
      if (start > read.total()) {
        return true;
      }
      if (read.items() == 0) {
        throw failures.incomplete("of " + path);
      }
      if (read.total() > most) {
        return false;
      }
    }
  }

  /** All of a list. */
  void list(String path, Map<String, String> parameters, Consumer<JsonNode> each) {
    list(path, parameters, Long.MAX_VALUE, each);
  }

  /** A write that sets values, so that it may be applied twice. */
  Envelopes.Content update(String path, Map<String, String> parameters, String json) {
    return write(path, parameters, json, true);
  }

  /** A write that makes something. */
  Envelopes.Content create(String type, Map<String, String> parameters, String json) {
    return write(type + "/create", parameters, json, false);
  }

  private Envelopes.Content write(
      String path, Map<String, String> parameters, String json, boolean repeatable) {
    Credentials.Session used = session(null);
    try {
      return write(path, parameters, json, repeatable, used);
    } catch (StaleSession e) {
      // Surely not applied, so it may be sent again, once.
      try {
        return write(path, parameters, json, repeatable, session(used));
      } catch (StaleSession again) {
        throw failures.refused(again.errors, "to POST " + path);
      }
    }
  }

  private Envelopes.Content write(
      String path,
      Map<String, String> parameters,
      String json,
      boolean repeatable,
      Credentials.@Nullable Session used) {
    var request =
        (java.util.function.Supplier<Envelopes.Content>)
            () -> exchange(Method.POST, path, parameters, json, used, Envelopes::read);
    return repeatable ? patience.repeatable(request) : patience.once(request);
  }

  /**
   * The session that writes go through; a new one instead of one that went stale.
   *
   * @return null with an API key
   */
  private synchronized Credentials.@Nullable Session session(Credentials.@Nullable Session stale) {
    if (!credentials.needsSession()) {
      return null;
    }
    if (session == null || session.equals(stale)) {
      session = patience.repeatable(this::authorize);
    }
    return session;
  }

  private Credentials.Session authorize() {
    String path = "security/authorize";
    try (Answer answer = send(Method.GET, path, Map.of(), null, null)) {
      List<String> cookies = answer.headers("Set-Cookie");
      JsonNode result = content(answer, Method.GET, path, Envelopes::read).content();
      String key = result.path("SecurityToken").asText("");
      if (key.isEmpty()) {
        throw failures.shape("to GET " + path, "has no SecurityToken");
      }
      return Credentials.Session.of(key, cookies);
    }
  }

  private <T extends Envelopes.Framed> T exchange(
      Method method,
      String path,
      Map<String, String> parameters,
      @Nullable String json,
      Credentials.@Nullable Session used,
      Envelopes.Reader<T> reader) {
    try (Answer answer = send(method, path, parameters, json, used)) {
      return content(answer, method, path, reader);
    }
  }

  private Answer send(
      Method method,
      String path,
      Map<String, String> parameters,
      @Nullable String json,
      Credentials.@Nullable Session used) {
    Map<String, String> headers = new HashMap<>(credentials.headers());
    headers.put("Accept", "application/json");
    headers.put("X-RallyIntegrationName", "sde-sync");
    Map<String, String> query = new LinkedHashMap<>(parameters);
    if (used != null) {
      query.put("key", used.key());
      if (!used.cookies().isEmpty()) {
        headers.put("Cookie", used.cookies());
      }
    }
    URI uri = URI.create(root + path + query(query));
    try {
      return http.send(target, Request.of(method, uri, headers, json), LIMIT);
    } catch (HttpFailure e) {
      throw failures.transport(e, to(method, path));
    }
  }

  private static String query(Map<String, String> parameters) {
    var query = new StringBuilder();
    parameters.forEach(
        (name, value) ->
            query
                .append(query.length() == 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(
                    URLEncoder.encode(value, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("%28", "(")
                        .replace("%29", ")")));
    return query.toString();
  }

  private <T extends Envelopes.Framed> T content(
      Answer answer, Method method, String path, Envelopes.Reader<T> reader) {
    String what = to(method, path);
    if (answer.status() < 200 || answer.status() >= 300) {
      throw failures.status(answer, what, method != Method.GET);
    }
    if (answer.header("Content-Type").orElse("").startsWith("text/html")) {
      throw failures.html(what);
    }
    T read;
    try {
      read = reader.read(answer.body());
    } catch (Envelopes.Unframed e) {
      throw e.looksLikeHtml()
          ? failures.html(what)
          : failures.shape(what, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw failures.unreadable(e, what);
    } catch (IllegalStateException e) {
      // Jackson's guard against names made to collide.
      throw failures.shape(what, "is not proper JSON");
    }
    if (Failures.staleKey(read.errors())) {
      throw new StaleSession(read.errors());
    }
    if (!read.errors().isEmpty()) {
      throw failures.refused(read.errors(), what);
    }
    return read;
  }

  private static String to(Method method, String path) {
    return "to " + method + " " + path;
  }

  /** The security token is worth nothing any more. */
  private static final class StaleSession extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient List<String> errors;

    StaleSession(List<String> errors) {
      super("the security token was refused");
      this.errors = List.copyOf(errors);
    }
  }
}
