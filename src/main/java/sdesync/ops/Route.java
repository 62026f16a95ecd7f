package sdesync.ops;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * One route of the server. There is none without a scope.
 *
 * @param path as Javalin writes it, {@code /runs/{id}}
 */
public record Route(HandlerType method, String path, Scope scope, Handler handler) {
  public static Route get(String path, Scope scope, Handler handler) {
    return new Route(HandlerType.GET, path, scope, handler);
  }

  public static Route post(String path, Scope scope, Handler handler) {
    return new Route(HandlerType.POST, path, scope, handler);
  }
}
