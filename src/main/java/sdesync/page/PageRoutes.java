package sdesync.page;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sdesync.history.RunState;
import sdesync.ops.About;
import sdesync.ops.AuditEntry;
import sdesync.ops.Board;
import sdesync.ops.LogFollowers;
import sdesync.ops.Login;
import sdesync.ops.Operations;
import sdesync.ops.OpsFailure;
import sdesync.ops.Page;
import sdesync.ops.Route;
import sdesync.ops.RunQuery;
import sdesync.ops.RunView;
import sdesync.ops.Scope;
import sdesync.page.Screen.View;

/** Each address of the page, what it shows, and who may see it. */
public final class PageRoutes implements AutoCloseable {
  private static final int PER_PAGE = 50;

  private final Board board;
  private final Operations operations;
  private final LogFollowers followers;
  private final Assets assets = new Assets();
  private final Screen screen;

  public PageRoutes(About about, Board board, Operations operations) {
    this.board = board;
    this.operations = operations;
    this.followers = new LogFollowers(operations, board::output);
    this.screen = new Screen(assets, about.version(), about.clock());
  }

  /**
   * All of them.
   *
   * @param login opens and closes the sessions
   */
  public List<Route> routes(Login login) {
    var routes = new ArrayList<Route>(assets.routes());
    routes.add(view("/", this::overview));
    routes.add(view("/integrations/{id}", this::integration));
    routes.add(view("/integrations/{id}/plan", this::plan));
    routes.add(view("/runs", this::runs));
    routes.add(view("/runs/{id}", this::run));
    routes.add(Route.get("/runs/{id}/output", Scope.VIEW, followers::log));
    routes.add(view("/audit", this::audit));
    routes.addAll(new LoginRoutes(login, screen).routes());
    routes.addAll(new Orders(operations, board, screen).routes());
    return routes;
  }

  private Route view(String path, Handler handler) {
    return Route.get(path, Scope.VIEW, screen.guarded(handler));
  }

  private void overview(Context request) {
    var overview = Overview.of(board, operations, Filter.of(request));
    if ("filters".equals(request.header("HX-Trigger"))) {
      // The address of the list, without the fields of the form that say nothing.
      request.header("HX-Replace-Url", overview.filter().url());
    }
    screen.show(request, new View("overview", "Overview", "overview"), overview);
  }

  private void integration(Context request) {
    var page = IntegrationPage.of(board, operations, id(request));
    screen.show(request, new View("integration", page.integration().alias(), "overview"), page);
  }

  private void plan(Context request) {
    var page = PlanPage.of(operations, id(request));
    screen.show(request, new View("plan", "Plan: " + page.integration().alias(), "overview"), page);
  }

  private void run(Context request) {
    RunView run = operations.run(request.pathParam("id"));
    screen.show(request, new View("run", "Run of " + run.alias(), "runs"), run);
  }

  private void runs(Context request) {
    String integration = String.valueOf(request.queryParam("integration"));
    var query =
        new RunQuery(
            List.of(),
            integration.matches("[1-9][0-9]{0,17}") ? Long.valueOf(integration) : null,
            state(String.valueOf(request.queryParam("state"))),
            null,
            PER_PAGE,
            request.queryParam("cursor"));
    screen.show(
        request, new View("runs", "Runs", "runs"), new RunsPage(query, operations.runs(query)));
  }

  private static @Nullable RunState state(String word) {
    return Arrays.stream(RunState.values())
        .filter(state -> state.wireName().equals(word))
        .findFirst()
        .orElse(null);
  }

  private void audit(Context request) {
    Page<AuditEntry> entries = operations.audit(PER_PAGE, request.queryParam("cursor"));
    screen.show(request, new View("audit", "Audit", "audit"), entries);
  }

  /** The integration of the path; throws {@code NOT_FOUND} for what is no id. */
  static long id(Context request) {
    String text = request.pathParam("id");
    if (!text.matches("[0-9]{1,18}")) {
      throw new OpsFailure(
          OpsFailure.Kind.NOT_FOUND, "\"" + text + "\" is no integration id; it is an integer");
    }
    return Long.parseLong(text);
  }

  /** Lets go who follows an output, so that the server need not wait for them. */
  public void end() {
    followers.end();
  }

  /** After the server: who is let go is still to be told by a thread of this. */
  @Override
  public void close() {
    followers.close();
  }
}
