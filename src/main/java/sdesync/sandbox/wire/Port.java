package sdesync.sandbox.wire;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/** An API served on a port of loopback. */
public final class Port implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads;
  private final RequestLog requests = new RequestLog();
  private final Faults faults = new Faults();
  private final Edge edge;

  private Port(Api api, int number, Duration latency) {
    this.server = listen(number);
    this.threads = threads();
    this.edge = new Edge(api, latency, requests, faults);
  }

  /**
   * @param number 0 for a free one
   * @param latency before each answer
   * @param between what lies between the port and the API
   * @throws UncheckedIOException when the port cannot be had
   */
  public static Port serve(
      Api api, int number, Duration latency, UnaryOperator<HttpHandler> between) {
    var port = new Port(api, number, latency);
    port.server.setExecutor(port.threads);
    port.server.createContext("/", between.apply(port.edge));
    port.server.start();
    return port;
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

  /** Such as {@code http://127.0.0.1:40123}. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  public RequestLog requests() {
    return requests;
  }

  public Faults faults() {
    return faults;
  }

  /** How many requests were being answered at the same time, at most. */
  public int mostAtOnce() {
    return edge.mostAtOnce();
  }

  /** Cuts what is being answered. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
