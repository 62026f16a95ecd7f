package sdesync.sde;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.http.Request;
import sdesync.http.Request.Method;
import sdesync.redact.Secret;

/**
 * The right to ask, under one token. A refused one is never replaced by the other: the answer would
 * depend on which token happens to work.
 */
record Access(Token token, Secret secret) {

  /** The one for polls and params: the admin token when there is one. */
  static Access best(SdeSettings settings) {
    return settings.adminToken() != null ? of(Token.ADMIN, settings) : of(Token.ORDINARY, settings);
  }

  /**
   * @throws IllegalStateException when it is not configured
   */
  static Access of(Token token, SdeSettings settings) {
    @Nullable Secret secret = token == Token.ADMIN ? settings.adminToken() : settings.token();
    if (secret == null) {
      throw new IllegalStateException(token.key() + " is not configured");
    }
    return new Access(token, secret);
  }

  /** The one for everything that is written: the ordinary token when there is one. */
  static Access forWriting(SdeSettings settings) {
    return settings.token() != null ? of(Token.ORDINARY, settings) : of(Token.ADMIN, settings);
  }

  boolean seesParams() {
    return token == Token.ADMIN;
  }

  /**
   * A GET of the URI's path and query.
   *
   * @throws SdeFailure when the token cannot be sent
   */
  Request request(URI uri) {
    return request(Method.GET, uri, null);
  }

  /**
   * A request of the URI's path and query.
   *
   * @param json the body; null for none
   * @throws SdeFailure when the token cannot be sent
   */
  Request request(Method method, URI uri, @Nullable String json) {
    String text = secret.reveal().strip();
    if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
      throw new SdeFailure(
          SdeFailure.Kind.UNAUTHORIZED,
          token.key()
              + " is empty or holds a character that no HTTP header may have;"
              + " put the token there exactly as SD Elements shows it",
          null,
          null);
    }
    // The API's document shows quotes around the token; SD Elements itself uses none.
    return Request.of(
        method, uri, Map.of("Authorization", "Token " + text, "Accept", "application/json"), json);
  }
}
