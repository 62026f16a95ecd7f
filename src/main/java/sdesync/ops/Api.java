package sdesync.ops;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The API: each path of contract section 3, what it asks of {@link Operations}, and its scope. */
final class Api {
  static final String BASE = "/api/v1";
  private static final Set<String> SELECTOR =
      Set.of("id", "alias", "system", "type", "frequency", "project", "limit", "cursor");
  private static final Set<String> RUNS =
      Set.of("id", "integration", "state", "since", "limit", "cursor");

  private final Operations operations;
  private final LogFollowers followers;
  private final Idempotency idempotency = new Idempotency();
  private final Links links;

  Api(Operations operations, LogFollowers followers, Links links) {
    this.operations = operations;
    this.followers = followers;
    this.links = links;
  }

  List<Route> routes() {
    var routes = new ArrayList<Route>();
    routes.add(
        view("/openapi.json", r -> r.contentType("application/json").result(OpenApi.text())));
    routes.add(view("/status", r -> r.json(operations.status())));
    routes.add(view("/polls", r -> r.json(operations.polls())));
    routes.add(run("/polls", r -> r.json(operations.poll(Gate.asker(r)))));
    routes.add(view("/integrations", this::integrations));
    routes.add(view("/integrations/{id}", r -> r.json(operations.integration(id(r)))));
    routes.add(view("/integrations/{id}/why", this::why));
    routes.add(view("/integrations/{id}/plan", r -> r.json(operations.plan(id(r)))));
    routes.add(run("/integrations/{id}/runs", this::requestRun));
    routes.add(run("/runs", this::requestRuns));
    routes.add(view("/runs", this::runs));
    routes.add(view("/runs/{id}", r -> r.json(operations.run(r.pathParam("id")))));
    routes.add(view("/runs/{id}/log", followers::log));
    routes.add(run("/runs/{id}/cancel", this::cancel));
    routes.add(admin("/pause", this::pause));
    routes.add(admin("/resume", this::resume));
    routes.add(run("/check", r -> r.json(operations.check())));
    routes.add(view("/audit", this::audit));
    return routes;
  }

  private static Route view(String path, Handler handler) {
    return Route.get(BASE + path, Scope.VIEW, handler);
  }

  private Route run(String path, Handler handler) {
    return Route.post(BASE + path, Scope.RUN, idempotency.once(handler));
  }

  private Route admin(String path, Handler handler) {
    return Route.post(BASE + path, Scope.ADMIN, idempotency.once(handler));
  }

  private void integrations(Context request) {
    var query = QueryParams.of(request, SELECTOR);
    var selector =
        new Selector(
            query.ids("id"),
            query.text("alias"),
            query.text("system"),
            query.text("type"),
            query.text("frequency"),
            query.id("project"),
            false);
    int limit = query.limit(IntegrationQuery.DEFAULT_LIMIT, IntegrationQuery.MOST);
    request.json(
        links.absolute(
            request,
            operations.integrations(new IntegrationQuery(selector, limit, query.text("cursor")))));
  }

  private void why(Context request) {
    var query = QueryParams.of(request, Set.of("at"));
    request.json(operations.why(id(request), query.time("at")));
  }

  private void requestRun(Context request) {
    String acceptPlan = Body.of(request, Set.of("accept_plan")).text("accept_plan");
    request.status(202).json(operations.requestRun(id(request), acceptPlan, Gate.asker(request)));
  }

  private void requestRuns(Context request) {
    var body = Body.of(request, with("dry_run", "accept_plan"));
    var order =
        new RunOrder(SelectorJson.read(body), body.flag("dry_run"), body.text("accept_plan"));
    request.status(202).json(operations.requestRuns(order, Gate.asker(request)));
  }

  private void runs(Context request) {
    var query = QueryParams.of(request, RUNS);
    var runs =
        new RunQuery(
            query.texts("id"),
            query.id("integration"),
            query.state("state"),
            query.time("since"),
            query.limit(RunQuery.DEFAULT_LIMIT, RunQuery.MOST),
            query.text("cursor"));
    request.json(links.absolute(request, operations.runs(runs)));
  }

  private void cancel(Context request) {
    Body.of(request, Set.of());
    RunView run = operations.cancel(request.pathParam("id"), Gate.asker(request));
    request.status(run.ended() ? 200 : 202).json(run);
  }

  private void pause(Context request) {
    var body = Body.of(request, with("until", "note"));
    var order = new PauseOrder(SelectorJson.read(body), body.time("until"), body.text("note"));
    request.json(operations.pause(order, Gate.asker(request)));
  }

  private void resume(Context request) {
    Body body = Body.of(request, with());
    request.json(operations.resume(SelectorJson.read(body), Gate.asker(request)));
  }

  private void audit(Context request) {
    var query = QueryParams.of(request, Set.of("limit", "cursor"));
    int limit = query.limit(RunQuery.DEFAULT_LIMIT, RunQuery.MOST);
    request.json(links.absolute(request, operations.audit(limit, query.text("cursor"))));
  }

  private static long id(Context request) {
    String text = request.pathParam("id");
    if (!text.matches("[0-9]{1,18}")) {
      throw new OpsFailure(
          OpsFailure.Kind.NOT_FOUND, "\"" + text + "\" is no integration id; it is an integer");
    }
    return Long.parseLong(text);
  }

  private static Set<String> with(String... more) {
    var fields = new HashSet<>(SelectorJson.FIELDS);
    fields.addAll(List.of(more));
    return fields;
  }
}
