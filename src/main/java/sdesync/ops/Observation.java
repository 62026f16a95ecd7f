package sdesync.ops;

import io.javalin.http.Context;
import java.util.List;
import java.util.Map;

/** What monitoring reads, at the paths it is used to from Camel. */
final class Observation {
  static final String BASE = "/observe";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private Observation() {}

  static List<Route> routes(Behind behind, boolean publicMetrics) {
    Health health = behind.health();
    return List.of(
        Route.get(BASE + "/health/live", Scope.PUBLIC, r -> say(r, health.live())),
        Route.get(BASE + "/health/ready", Scope.PUBLIC, r -> say(r, health.ready())),
        Route.get(BASE + "/health", Scope.VIEW, r -> whole(r, health.look())),
        Route.get(
            BASE + "/metrics",
            publicMetrics ? Scope.PUBLIC : Scope.VIEW,
            r -> r.contentType(PROMETHEUS).result(behind.metrics().get())));
  }

  private static void say(Context request, boolean well) {
    request.status(well ? 200 : 503).json(Map.of("status", well ? "up" : "down"));
  }

  private static void whole(Context request, HealthView health) {
    request.status(health.status().equals("down") ? 503 : 200).json(health);
  }
}
