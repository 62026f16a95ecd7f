package sdesync.ops;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.HandlerType;
import io.javalin.http.Header;
import io.javalin.http.SameSite;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** How people with a browser get in: a token becomes a cookie, good for twelve hours at most. */
public final class Login {
  /** Where people without one are sent. */
  public static final String PATH = "/login";

  /** The field every form of the page carries. */
  public static final String CSRF_FIELD = "csrf";

  private static final String CSRF_HEADER = "X-CSRF-Token";
  private static final String SESSION = "session";

  private final Tokens tokens;
  private final Credentials credentials;
  private final Sites sites;
  private final Sessions sessions;

  /**
   * Who looks at the page.
   *
   * @param name of the token
   * @param csrf for the forms shown to them; empty for one who needs none, with a Bearer token
   */
  public record Visitor(String name, Scope scope, String csrf) {}

  Login(Tokens tokens, Credentials credentials, Sites sites, Sessions sessions) {
    this.tokens = tokens;
    this.credentials = credentials;
    this.sites = sites;
    this.sessions = sessions;
  }

  /** Sets the cookie; throws {@code UNAUTHORIZED} for an unknown token, {@code TOO_MANY}. */
  public void enter(Context request, String token) {
    TokenLine who = credentials.whose(request, token);
    Gate.known(request, who);
    request.cookie(cookie(request, sessions.begin(who), Sessions.LIFE_SECONDS));
  }

  /** Ends the session; the cookie is worth nothing from here on. */
  public void leave(Context request) {
    String value = request.cookie(name(request));
    if (value != null) {
      sessions.end(value);
    }
    request.cookie(cookie(request, "", 0));
  }

  /** Who asks; of a request that has passed the gate. */
  public static Visitor visitor(Context request) {
    TokenLine who = Gate.who(request);
    Sessions.Session session = request.attribute(SESSION);
    return new Visitor(who.name(), who.scope(), session == null ? "" : session.csrf());
  }

  /** Whether a person looks for a page here, rather than a program for an answer. */
  static boolean isForPeople(Context request) {
    String accept = request.header(Header.ACCEPT);
    return request.method().equals(HandlerType.GET)
        && accept != null
        && accept.contains("text/html")
        && !request.path().startsWith(Api.BASE);
  }

  boolean hasCookie(Context request) {
    return request.cookie(name(request)) != null;
  }

  /** Whose cookie came; null when there is none that is good. */
  @Nullable TokenLine cookie(Context request) {
    String value = request.cookie(name(request));
    Sessions.Session session = value == null ? null : sessions.find(value);
    if (session == null) {
      return null;
    }
    TokenLine who = tokens.known(session.tokenSha256()).orElse(null);
    if (who != null) {
      refuseForged(request, session);
      request.attribute(SESSION, session);
    }
    return who;
  }

  private static void refuseForged(Context request, Sessions.Session session) {
    if (request.method().name().matches("GET|HEAD|OPTIONS")) {
      return;
    }
    String header = request.header(CSRF_HEADER);
    String shown = header == null ? request.formParam(CSRF_FIELD) : header;
    byte[] expected = session.csrf().getBytes(StandardCharsets.UTF_8);
    if (shown == null || !MessageDigest.isEqual(expected, shown.getBytes(StandardCharsets.UTF_8))) {
      throw new OpsFailure(
          OpsFailure.Kind.FORBIDDEN,
          "the request does not carry what the page gave its forms; open the page again and repeat"
              + " it there");
    }
  }

  private Cookie cookie(Context request, String value, int seconds) {
    return new Cookie(
        name(request),
        value,
        "/",
        seconds,
        sites.isEncrypted(request),
        true,
        null,
        SameSite.STRICT);
  }

  /** Browsers keep cookies per host, not per port: two workers of one host must not meet. */
  private String name(Context request) {
    String host = request.header(Header.HOST);
    String port = host == null ? "" : host.replaceFirst("^.*?(:(\\d+))?$", "$2");
    String name = port.isEmpty() ? "sde-sync" : "sde-sync-" + port;
    return sites.isEncrypted(request) ? "__Host-" + name : name;
  }
}
