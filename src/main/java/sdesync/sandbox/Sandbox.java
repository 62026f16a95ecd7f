package sdesync.sandbox;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** A running simulated SD Elements, on loopback, with its state in memory. */
public final class Sandbox implements AutoCloseable {
  public static final String TOKEN = "sandbox-token";
  public static final String ADMIN_TOKEN = "sandbox-admin-token";

  private final HttpServer server;
  private final ExecutorService threads;
  private final SandboxIntegrations integrations;
  private final RequestLog requests;

  private Sandbox(
      HttpServer server,
      ExecutorService threads,
      SandboxIntegrations integrations,
      RequestLog requests) {
    this.server = server;
    this.threads = threads;
    this.integrations = integrations;
    this.requests = requests;
  }

  /**
   * Starts it with the integrations of {@link SandboxTable}.
   *
   * @throws UncheckedIOException when the port cannot be had
   */
  public static Sandbox start(SandboxSettings settings) {
    return start(settings, UnaryOperator.identity());
  }

  /**
   * Starts it with something between its port and its API, for tests of what goes wrong.
   *
   * @throws UncheckedIOException when the port cannot be had
   */
  public static Sandbox start(SandboxSettings settings, UnaryOperator<HttpHandler> between) {
    var integrations = new SandboxIntegrations(SandboxTable.integrations());
    var requests = new RequestLog();
    var edge = new HttpEdge(new IntegrationsApi(integrations), settings.latency(), requests);
    HttpServer server = listen(settings.sdePort());
    ExecutorService threads = threads();
    server.setExecutor(threads);
    server.createContext("/", between.apply(edge));
    server.start();
    return new Sandbox(server, threads, integrations, requests);
  }

  private static HttpServer listen(int port) {
    // Without it each small answer waits for a delayed acknowledgement; read once, at first use.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the sandbox cannot listen on port %d of loopback (%s); name another port, or none for a free one"
              .formatted(port, e.getMessage()),
          e);
    }
  }

  private static ExecutorService threads() {
    var number = new AtomicInteger();
    return Executors.newCachedThreadPool(
        work -> {
          var thread = new Thread(work, "sandbox-" + number.incrementAndGet());
          thread.setDaemon(true);
          return thread;
        });
  }

  /** Such as {@code http://127.0.0.1:40123}: what {@code sde.url} is set to. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public SandboxIntegrations integrations() {
    return integrations;
  }

  public RequestLog requests() {
    return requests;
  }

  /** Cuts what is being answered. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
