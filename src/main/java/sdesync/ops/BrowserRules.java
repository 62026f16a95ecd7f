package sdesync.ops;

import io.javalin.http.Context;
import java.util.Map;

/**
 * What browsers are told with every answer: nothing from elsewhere, no script or style but files of
 * ours, no frame around it, no guessing of types, no word to other sites about where one comes
 * from.
 */
final class BrowserRules {
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src"
              + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "X-Frame-Options",
          "DENY",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private BrowserRules() {}

  static void tell(Context request) {
    HEADERS.forEach(request::header);
  }
}
