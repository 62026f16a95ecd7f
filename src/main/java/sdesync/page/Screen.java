package sdesync.page;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.time.InstantSource;
import java.util.Map;
import sdesync.ops.Login;
import sdesync.ops.OpsFailure;

/**
 * What every address of the page answers with: a whole screen, or, to a part of one that asked, a
 * sentence said in its own place.
 */
final class Screen {
  private final Html html = new Html();
  private final Assets assets;
  private final String version;
  private final InstantSource clock;

  Screen(Assets assets, String version, InstantSource clock) {
    this.assets = assets;
    this.version = version;
    this.clock = clock;
  }

  /** A screen around that model. */
  void show(Context request, View view, Object model) {
    var shell =
        new Shell(
            view.title(),
            view.place(),
            Login.visitor(request),
            clock.instant(),
            version,
            assets.version());
    html.show(request, view.template(), Map.of("shell", shell, "model", model));
  }

  /**
   * @param place which entry of the navigation it belongs to
   */
  record View(String template, String title, String place) {}

  /** The one screen without a visitor. */
  void login(Context request, String next, String problem) {
    html.show(
        request, "login", Map.of("next", next, "problem", problem, "assets", assets.version()));
  }

  /** Said without leaving the screen when it can be; else that place is shown. */
  void said(Context request, Saying saying) {
    if (isPart(request)) {
      request.header("HX-Trigger", "refresh");
      html.show(request, "said", Map.of("saying", saying));
    } else {
      request.redirect(saying.link(), HttpStatus.SEE_OTHER);
    }
  }

  /** What could not be shown or done is told on a screen like the others. */
  Handler guarded(Handler handler) {
    return request -> {
      try {
        handler.handle(request);
      } catch (OpsFailure e) {
        String message = String.valueOf(e.getMessage());
        request.status(e.kind().status());
        if (isPart(request)) {
          request
              .header("HX-Retarget", "#said")
              .header("HX-Reswap", "innerHTML")
              .header("HX-Reselect", ".said");
          html.show(request, "said", Map.of("saying", new Saying(false, message, "", null)));
        } else {
          show(request, new View("problem", "Not possible", ""), message);
        }
      }
    };
  }

  private static boolean isPart(Context request) {
    return request.header("HX-Request") != null;
  }
}
