package sdesync.rally;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import sdesync.redact.Secret;
import sdesync.sync.ParamReader;
import sdesync.sync.TrackerAccess;

/**
 * How a request says who asks: an API key in a header of its own, with which cookies would only
 * disturb; or name and password, with which every write needs the security token of a session and
 * that session's cookies.
 *
 * @param apiKey null for name and password
 */
record Credentials(@Nullable Secret apiKey, String user, @Nullable Secret password) {

  static Credentials read(TrackerAccess access, ParamReader params) {
    Secret key = access.apiToken();
    if (key != null && !key.reveal().matches("[!-~]{1,4096}")) {
      params.problem("alm_api_token", "holds a blank or a character no header may have");
    }
    return new Credentials(key, access.user(), access.password());
  }

  /** The params it came in, for messages. */
  String named() {
    return apiKey == null ? "alm_user and alm_pass" : "alm_api_token";
  }

  boolean needsSession() {
    return apiKey == null;
  }

  Map<String, String> headers() {
    if (apiKey != null) {
      return Map.of("ZSESSIONID", apiKey.reveal());
    }
    String pair = user + ":" + (password == null ? "" : password.reveal());
    return Map.of(
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * A session that was begun.
   *
   * @param key the security token; prints as nothing
   * @param cookies one header's value; empty for none
   */
  record Session(String key, String cookies) {
    private static final int MOST = 8_000;

    /**
     * @param setCookies the values of {@code Set-Cookie}
     */
    static Session of(String key, List<String> setCookies) {
      String cookies =
          setCookies.stream()
              .map(cookie -> cookie.split(";", 2)[0].strip())
              .filter(pair -> pair.matches("[!-~&&[^=;,]]+=[!-~&&[^;]]*"))
              .collect(Collectors.joining("; "));
      return new Session(key, cookies.length() <= MOST ? cookies : "");
    }

    @Override
    public String toString() {
      return "Session[***]";
    }
  }
}
