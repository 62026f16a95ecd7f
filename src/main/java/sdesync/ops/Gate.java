package sdesync.ops;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.HttpStatus;

/**
 * Lets in who has a token, or the cookie a login gave for one, and those as far as the token's
 * scope goes. Closed by default: what is not public needs one, also where there is nothing.
 */
public final class Gate {
  /** Names who asks on behalf of a token: the command line sends the login name. */
  static final String USER_HEADER = "Sde-Sync-User";

  private static final String WHO = "who";
  private final Credentials credentials;
  private final Sites sites;
  private final Login login;

  Gate(Credentials credentials, Sites sites, Login login) {
    this.credentials = credentials;
    this.sites = sites;
    this.login = login;
  }

  /** Before anything else of a request that is not public. */
  void enter(Context request) {
    String header = request.header(Header.AUTHORIZATION);
    if (header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      request.attribute(WHO, credentials.whose(request, header.substring(7).strip()));
      return;
    }
    if (Login.isForPeople(request) || login.hasCookie(request)) {
      enterPublic(request);
    }
    TokenLine who = login.cookie(request);
    if (who != null) {
      request.attribute(WHO, who);
    } else if (Login.isForPeople(request)) {
      sendToLogin(request);
    } else {
      request.header(Header.WWW_AUTHENTICATE, "Bearer");
      throw new OpsFailure(
          OpsFailure.Kind.UNAUTHORIZED, "a token is needed: send Authorization: Bearer TOKEN");
    }
  }

  private static void sendToLogin(Context request) {
    if (request.header("HX-Request") != null) {
      // A part of a page: the whole of it has to go, not a login into that part.
      request.status(HttpStatus.UNAUTHORIZED).header("HX-Redirect", Login.PATH);
      request.skipRemainingHandlers();
      return;
    }
    String query = request.queryString();
    String here = request.path() + (query == null ? "" : "?" + query);
    request.redirect(Login.PATH + "?next=" + Links.encode(here), HttpStatus.SEE_OTHER);
    request.skipRemainingHandlers();
  }

  /** The login and what it needs: no token, but nothing for pages of other sites. */
  void enterPublic(Context request) {
    if (!request.path().startsWith(Observation.BASE + "/")) {
      sites.refuseForeign(request);
    }
  }

  /** Before the handler of a route that needs that scope. */
  static void check(Context request, Scope needed) {
    TokenLine who = who(request);
    if (!who.scope().covers(needed)) {
      throw new OpsFailure(
          OpsFailure.Kind.FORBIDDEN,
          "the token \""
              + who.name()
              + "\" has the scope "
              + who.scope().wireName()
              + "; this needs "
              + needed.wireName());
    }
  }

  /** Who asks: the token's name and, from the command line, the login name. */
  public static String asker(Context request) {
    String name = who(request).name();
    String login = request.header(USER_HEADER);
    String clean = login == null ? "" : login.replaceAll("[^A-Za-z0-9._@-]", "");
    return clean.isEmpty()
        ? name
        : name + " (" + clean.substring(0, Math.min(64, clean.length())) + ")";
  }

  /** Who asks, as far as it is known; what the audit shows. */
  static String knownAs(Context request) {
    return isKnown(request) ? asker(request) : "unknown";
  }

  static boolean isKnown(Context request) {
    return request.attribute(WHO) != null;
  }

  /** From here on that is who asks. */
  static void known(Context request, TokenLine who) {
    request.attribute(WHO, who);
  }

  static TokenLine who(Context request) {
    TokenLine who = request.attribute(WHO);
    if (who == null) {
      throw new IllegalStateException("no token was asked for " + request.path());
    }
    return who;
  }
}
