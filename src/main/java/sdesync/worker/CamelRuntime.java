package sdesync.worker;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.FailedToCreateRouteException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Camel, with the route files of the program and of ops, and the beans those files name. */
final class CamelRuntime implements AutoCloseable {
  /**
   * How long Camel waits for what is in a route when it stops, instead of its own 45 s. Runs are
   * drained before, so nothing that is left then is worth waiting for.
   */
  static final int SHUTDOWN_SECONDS = 10;

  private static final int ROUTE_SECONDS = 5;

  private final Main main;
  private final ProducerTemplate template;

  private CamelRuntime(Main main) {
    this.main = main;
    this.template = main.getCamelContext().createProducerTemplate();
  }

  /**
   * What Camel runs.
   *
   * @param beans by the names the routes use
   * @param placeholders what the routes leave open
   */
  record Plot(List<Path> routeFiles, Map<String, Object> beans, Map<String, String> placeholders) {}

  /**
   * Starts Camel and its routes.
   *
   * @throws BadRoute when a file does not load
   */
  static CamelRuntime start(Plot plot) {
    return start(plot, true);
  }

  /**
   * Loads the routes and starts none, to see whether they load.
   *
   * @throws BadRoute when a file does not load
   */
  static CamelRuntime load(Plot plot) {
    return start(plot, false);
  }

  private static CamelRuntime start(Plot plot, boolean startRoutes) {
    // Without a strategy of its own Main adds a shutdown hook that would stop Camel before the
    // drain.
    var main = new Main();
    main.setShutdownStrategy(new SimpleMainShutdownStrategy());
    main.configure()
        .withName("sde-sync")
        .withProfile("prod")
        .withAutoStartup(startRoutes)
        .withShutdownTimeout(SHUTDOWN_SECONDS)
        .withAutoConfigurationEnvironmentVariablesEnabled(false)
        .withAutoConfigurationSystemPropertiesEnabled(false);
    main.addInitialProperty("camel.security.policy", "fail");
    plot.placeholders().forEach(main::addInitialProperty);
    plot.beans().forEach(main::bind);
    main.addMainListener(
        new MainListenerSupport() {
          @Override
          public void afterConfigure(BaseMainSupport configured) {
            CamelContext context = configured.getCamelContext();
            plot.beans()
                .values()
                .forEach(bean -> CamelContextAware.trySetCamelContext(bean, context));
            plot.routeFiles().forEach(file -> load(configured.getCamelContext(), file));
          }
        });
    try {
      main.start();
    } catch (Exception e) {
      quietly(main);
      throw BadRoute.from(e);
    }
    return new CamelRuntime(main);
  }

  private static void load(CamelContext context, Path file) {
    try {
      PluginHelper.getRoutesLoader(context)
          .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:" + file));
    } catch (Exception e) {
      throw new BadRoute(file.toString(), e);
    }
  }

  CamelContext context() {
    return main.getCamelContext();
  }

  /** Stops one route; what is in it goes on, and is waited for only a little. */
  void stopRoute(String id) {
    try {
      context().getRouteController().stopRoute(id, ROUTE_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      LoggerFactory.getLogger(CamelRuntime.class).warn("route {} did not stop", id, e);
    }
  }

  /** Sends a body to an endpoint and waits for its answer; what the route threw is thrown. */
  @Nullable Object request(String uri, Object body) {
    return template.requestBody(uri, body);
  }

  @Override
  public void close() {
    quietly(main);
  }

  /** Main declares Exception; at this point there is nothing left to do but say so. */
  private static void quietly(Main main) {
    try {
      main.stop();
    } catch (Exception e) {
      LoggerFactory.getLogger(CamelRuntime.class).warn("Camel did not stop cleanly", e);
    }
  }

  /** A route file that does not load: wrong configuration, so the daemon ends with exit code 2. */
  static final class BadRoute extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadRoute(String where, Throwable cause) {
      super(
          "route file "
              + where
              + " does not load: "
              + rootMessage(cause)
              + ". Correct the file, or take it out of routes.dir.",
          cause);
    }

    static BadRoute from(Throwable failure) {
      for (Throwable t = failure; t != null; t = t.getCause()) {
        if (t instanceof BadRoute bad) {
          return bad;
        }
        if (t instanceof FailedToCreateRouteException route) {
          return new BadRoute("with route '" + route.getRouteId() + "'", failure);
        }
      }
      return new BadRoute("(unknown)", failure);
    }

    private static String rootMessage(Throwable failure) {
      Throwable root = failure;
      while (root.getCause() != null) {
        root = root.getCause();
      }
      String text = String.valueOf(root.getMessage()).strip();
      return text.replaceAll("\\s*\\R\\s*", " ");
    }
  }
}
