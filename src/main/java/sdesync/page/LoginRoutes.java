package sdesync.page;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import sdesync.ops.Login;
import sdesync.ops.OpsFailure;
import sdesync.ops.Route;
import sdesync.ops.Scope;

/** In with a token, and out. */
final class LoginRoutes {
  /** A path of ours: no scheme, no host, not even one by two slashes or a backslash. */
  private static final Pattern OURS = Pattern.compile("/([A-Za-z0-9._~%?&=+,:@-][^\\\\\\s]*)?");

  private final Login login;
  private final Screen screen;

  LoginRoutes(Login login, Screen screen) {
    this.login = login;
    this.screen = screen;
  }

  List<Route> routes() {
    return List.of(
        Route.get(
            Login.PATH,
            Scope.PUBLIC,
            request -> screen.login(request, ours(request.queryParam("next")), "")),
        Route.post(Login.PATH, Scope.PUBLIC, this::enter),
        Route.post("/logout", Scope.VIEW, this::leave));
  }

  private void enter(Context request) {
    String token = request.formParam("token");
    String next = ours(request.formParam("next"));
    try {
      login.enter(request, token == null ? "" : token.strip());
      request.redirect(next, HttpStatus.SEE_OTHER);
    } catch (OpsFailure e) {
      request.status(e.kind().status());
      screen.login(request, next, String.valueOf(e.getMessage()));
    }
  }

  private void leave(Context request) {
    login.leave(request);
    request.redirect(Login.PATH, HttpStatus.SEE_OTHER);
  }

  private static String ours(@Nullable String next) {
    return next != null && OURS.matcher(next).matches() ? next : "/";
  }
}
