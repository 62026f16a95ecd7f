package sdesync.sync;

import java.util.List;
import org.jspecify.annotations.Nullable;
import sdesync.redact.Secret;

/**
 * How the params say to reach a tracker; the same keys for every kind. It prints without its
 * secrets.
 *
 * @param method {@code https} or {@code http}; whether the latter may be is not decided here
 * @param server host, with its port if it has one
 * @param contextRoot empty or without slashes around it
 * @param user empty when not given
 * @param password null when not given
 * @param apiToken null when not given; it goes before user and password
 * @param validateCertificate whether the server's certificate is checked
 */
public record TrackerAccess(
    String method,
    String server,
    String contextRoot,
    String user,
    @Nullable Secret password,
    @Nullable Secret apiToken,
    boolean validateCertificate) {

  /** Reads {@code alm_method}, {@code alm_server}, … and reports what is wrong with them. */
  public static TrackerAccess read(ParamReader params) {
    params.ignore("alm_auth_mode");
    var access =
        new TrackerAccess(
            params.word("alm_method", "https", List.of("https", "http")),
            params.required("alm_server"),
            params.text("alm_context_root", "").replaceAll("^/+|/+$", ""),
            params.text("alm_user", ""),
            params.secret("alm_pass"),
            apiToken(params),
            params.flag("alm_validate_cert", true));
    if (access.apiToken() == null && (access.user().isEmpty() || access.password() == null)) {
      String missing = access.user().isEmpty() ? "alm_user" : "alm_pass";
      params.problem(missing, "is missing; give alm_user and alm_pass, or alm_api_token");
    }
    return access;
  }

  /** {@code alm_api_key} is what some call it. */
  private static @Nullable Secret apiToken(ParamReader params) {
    Secret token = params.secret("alm_api_token");
    Secret key = params.secret("alm_api_key");
    return token == null ? key : token;
  }
}
