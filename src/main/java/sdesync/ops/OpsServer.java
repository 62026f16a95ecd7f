package sdesync.ops;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP edge of the daemon: API, health and page. Every request but those for health and the
 * login needs a token, also for paths that do not exist.
 */
public final class OpsServer implements AutoCloseable {
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
   * @param nanos monotonic time
   */
  public static OpsServer start(OpsSettings settings, Behind behind, LongSupplier nanos) {
    Tokens tokens = Tokens.open(settings);
    var callers = new Callers(settings.edge().trustedProxies());
    var credentials = new Credentials(tokens, callers, nanos);
    var sites = new Sites(settings);
    var login = new Login(tokens, credentials, sites, new Sessions(nanos));
    var gate = new Gate(credentials, sites, login);
    var followers = new LogFollowers(behind.operations(), behind.operations()::log);
    var routes = new ArrayList<>(Observation.routes(behind, settings.metrics().open()));
    routes.addAll(
        new Api(behind.operations(), followers, new Links(settings.edge().front())).routes());
    routes.addAll(behind.page().apply(login));
    var listening = new Listening(settings);
    Javalin javalin =
        Javalin.create(
            config -> {
              listening.configure(config);
              configure(config, gate, routes);
              new Witness(callers, behind.attempts(), nanos).register(config);
            });
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
    listening.watch(javalin.jettyServer().server());
    var bound = new OpsSettings.Bind(settings.bind().host(), javalin.port());
    URI url = URI.create(listening.scheme() + "://" + bound);
    return new OpsServer(javalin, followers, List.copyOf(routes), url);
  }

  private static void configure(JavalinConfig config, Gate gate, List<Route> routes) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
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
    followers.end();
    try {
      javalin.stop();
    } catch (JavalinException e) {
      LOG.warn("Some requests were cut off when the ops API stopped: {}", reason(e));
    } finally {
      followers.close();
    }
  }
}
