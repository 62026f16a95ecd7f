package sdesync.ops;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP edge of the daemon: API, health and page. Every request but those for health and the
 * login needs a token, also for paths that do not exist.
 */
public final class OpsServer implements AutoCloseable {
  private static final int MOST_THREADS = 24;
  private static final long STOP_MILLIS = 3000;
  private static final long IDLE_MILLIS = 50;
  private static final Logger LOG = LoggerFactory.getLogger(OpsServer.class);

  private final Javalin javalin;
  private final LogFollowers followers;
  private final List<Route> routes;
  private final URI url;

  private OpsServer(Javalin javalin, LogFollowers followers, List<Route> routes, URI url) {
    this.javalin = javalin;
    this.followers = followers;
    this.routes = routes;
    this.url = url;
  }

  /**
   * Starts to serve. Throws {@link OpsMisconfigured} for a port in use or tokens that cannot be
   * read.
   *
   * @param page gives the routes of the page
   * @param nanos monotonic time
   */
  public static OpsServer start(
      OpsSettings settings,
      Operations operations,
      Health health,
      Function<Login, List<Route>> page,
      LongSupplier nanos) {
    Tokens tokens = Tokens.open(settings);
    var credentials = new Credentials(tokens, nanos);
    var sites = new Sites(settings);
    var login = new Login(tokens, credentials, sites, new Sessions(nanos));
    var gate = new Gate(credentials, sites, login);
    var followers = new LogFollowers(operations);
    var routes = new ArrayList<>(health(health));
    routes.addAll(new Api(operations, followers, new Links(settings.edge().publicUrl())).routes());
    routes.addAll(page.apply(login));
    Javalin javalin = Javalin.create(config -> configure(config, gate, routes));
    try {
      javalin.start(settings.bind().host(), settings.bind().port());
    } catch (JavalinBindException e) {
      followers.close();
      throw new OpsMisconfigured(
          "ops.bind: cannot listen on "
              + settings.bind()
              + " ("
              + reason(e)
              + "); stop what listens there, or set ops.bind to a free port",
          e);
    }
    forgetIdle(javalin.jettyServer().server());
    var bound = new OpsSettings.Bind(settings.bind().host(), javalin.port());
    return new OpsServer(javalin, followers, List.copyOf(routes), URI.create("http://" + bound));
  }

  private static List<Route> health(Health health) {
    return List.of(
        Route.get("/observe/health/live", Scope.PUBLIC, r -> say(r, health.live())),
        Route.get("/observe/health/ready", Scope.PUBLIC, r -> say(r, health.ready())));
  }

  private static void say(Context request, boolean well) {
    request.status(well ? 200 : 503).json(Map.of("status", well ? "UP" : "DOWN"));
  }

  private static void configure(JavalinConfig config, Gate gate, List<Route> routes) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = Body.MOST_BYTES;
    config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, 2);
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    config.jetty.modifyServer(server -> server.setStopTimeout(STOP_MILLIS));
    config.jsonMapper(new JacksonMapper());
    Problems.register(config);
    Set<String> open =
        routes.stream()
            .filter(route -> route.scope() == Scope.PUBLIC)
            .map(Route::path)
            .collect(Collectors.toSet());
    config.routes.before(
        request -> {
          BrowserRules.tell(request);
          if (open.contains(request.path())) {
            gate.enterPublic(request);
          } else {
            gate.enter(request);
          }
        });
    for (Route route : routes) {
      config.routes.addHttpHandler(
          route.method(),
          route.path(),
          request -> {
            if (route.scope() != Scope.PUBLIC) {
              Gate.check(request, route.scope());
            }
            route.handler().handle(request);
          },
          route.scope());
    }
  }

  /** A connection that is only kept for the next request is no reason to wait at the end. */
  private static void forgetIdle(Server server) {
    for (Connector connector : server.getConnectors()) {
      if (connector instanceof AbstractConnector ours) {
        ours.setShutdownIdleTimeout(IDLE_MILLIS);
      }
    }
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  /** Where it answers, with the port it got. */
  public URI url() {
    return url;
  }

  List<Route> routes() {
    return routes;
  }

  Javalin javalin() {
    return javalin;
  }

  @Override
  public void close() {
    followers.close();
    try {
      javalin.stop();
    } catch (JavalinException e) {
      LOG.warn("Some requests were cut off when the ops API stopped: {}", reason(e));
    }
  }
}
