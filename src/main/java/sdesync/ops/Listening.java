package sdesync.ops;

import io.javalin.config.JavalinConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * How the edge listens: within which limits, with TLS or without. A request gets a thread when it
 * is whole, and gives it back when its answer is written or cannot be written on for now.
 */
final class Listening {
  static final int MOST_HEADER_BYTES = 16 * 1024;
  private static final int MOST_THREADS = 24;
  private static final int MOST_CONNECTIONS = 1000;
  private static final int BACKLOG = 512;
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration WHOLE_REQUEST = Duration.ofSeconds(45);
  private static final long LAST_IDLE_MILLIS = 50;
  private static final long STOP_MILLIS = 3000;

  private final OpsSettings.Bind bind;
  private final @Nullable Tls tls;
  private final Dawdlers dawdlers = new Dawdlers(WHOLE_REQUEST.toNanos());

  /** Throws {@link OpsMisconfigured} for a certificate that cannot be used. */
  Listening(OpsSettings settings) {
    bind = settings.bind();
    Path cert = settings.edge().tlsCert();
    Path key = settings.edge().tlsKey();
    tls = cert == null || key == null ? null : new Tls(cert, key);
  }

  String scheme() {
    return tls == null ? "http" : "https";
  }

  void configure(JavalinConfig config) {
    config.http.maxRequestSize = Body.MOST_BYTES;
    config.jetty.threadPool = new QueuedThreadPool(MOST_THREADS, 2);
    config.jetty.modifyHttpConfiguration(Listening::limits);
    config.jetty.modifyServer(this::handlers);
    config.jetty.addConnector(this::connector);
  }

  private static void limits(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MOST_HEADER_BYTES);
  }

  private void handlers(Server server) {
    server.setStopTimeout(STOP_MILLIS);
    server.setErrorHandler(new JettyProblems());
    // A body that is too large is not read; any other is read before a thread looks at it.
    var size = new SizeLimitHandler(Body.MOST_BYTES, -1);
    size.setHandler(
        new EagerContentHandler(
            dawdlers,
            new EagerContentHandler.RetainedContentLoaderFactory(Body.MOST_BYTES + 1L, 0, true)));
    server.setHandler(size);
  }

  private Connector connector(Server server, HttpConfiguration http) {
    var connector = new ServerConnector(server, factories(http));
    connector.setHost(bind.host());
    connector.setPort(bind.port());
    connector.setAcceptQueueSize(BACKLOG);
    connector.setIdleTimeout(IDLE.toMillis());
    // A connection that is only kept for the next request is no reason to wait at the end.
    connector.setShutdownIdleTimeout(LAST_IDLE_MILLIS);
    connector.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, connector));
    connector.addBean(dawdlers, false);
    return connector;
  }

  private ConnectionFactory[] factories(HttpConfiguration http) {
    var plain = new HttpConnectionFactory(http);
    if (tls == null) {
      return new ConnectionFactory[] {plain};
    }
    http.addCustomizer(new SecureRequestCustomizer(false));
    return new ConnectionFactory[] {
      new SslConnectionFactory(tls.server(), plain.getProtocol()), plain
    };
  }

  /** Begins to look after what listens; to be called once it does. */
  void watch(Server server) {
    for (Connector connector : server.getConnectors()) {
      dawdlers.watch(connector.getScheduler());
      if (tls != null) {
        tls.watch(connector.getScheduler());
      }
    }
  }
}
