package sdesync.sandbox.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between the JDK's HTTP server and an API: latency, faults, the answer as a stream, the log. */
final class Edge implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(Edge.class);
  private static final int BUFFER = 64 * 1024;
  private static final int BODY_LIMIT = 16 * 1024 * 1024;

  private final Api api;
  private final Duration latency;
  private final RequestLog log;
  private final Faults faults;
  private final Places places;

  Edge(Api api, Duration latency, RequestLog log, Faults faults) {
    this.places = new Places(api.atOnce());
    this.api = api;
    this.latency = latency;
    this.log = log;
    this.faults = faults;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    long start = System.nanoTime();
    Request request = request(exchange);
    String caller = api.caller(request);
    var sent = new Sent();
    sent.told =
        () ->
            log.add(
                new RequestLog.Line(
                    request.method(),
                    target(exchange),
                    caller,
                    sent.status,
                    sent.bytes,
                    Duration.ofNanos(System.nanoTime() - start)));
    try {
      places.in(caller, () -> answer(exchange, request, sent));
    } finally {
      sent.tell();
      // Last, so that whoever has read the whole answer finds its line in the log.
      exchange.close();
    }
  }

  /** Path and query, without the security token that Rally takes in the query. */
  private static String target(HttpExchange exchange) {
    return exchange.getRequestURI().toString().replaceAll("(?<=[?&]key=)[^&]*", "***");
  }

  int mostAtOnce() {
    return places.most();
  }

  private void answer(HttpExchange exchange, Request request, Sent sent) throws IOException {
    LockSupport.parkNanos(latency.toNanos());
    @Nullable Fault fault = faults.of(request).orElse(null);
    if (fault instanceof Fault.Closed) {
      return;
    }
    if (fault instanceof Fault.Late late) {
      LockSupport.parkNanos(late.by().toNanos());
    }
    Answer answer = fault instanceof Fault.Instead other ? other.answer() : asked(request);
    if (fault instanceof Fault.AnswerLost) {
      return;
    }
    sent.status = answer.status();
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    if (fault instanceof Fault.Truncated) {
      half(exchange, answer);
    } else {
      send(exchange, answer, sent);
    }
  }

  /** A mistake of the sandbox's own is told as such, and the next request finds it serving. */
  private Answer asked(Request request) {
    try {
      return api.answer(request);
    } catch (RuntimeException e) {
      LOG.error("the sandbox cannot answer {} {}", request.method(), request.path(), e);
      return Answer.error(500, "The sandbox has a mistake: " + e);
    }
  }

  private static Request request(HttpExchange exchange) throws IOException {
    Map<String, String> headers = new HashMap<>();
    Headers sent = exchange.getRequestHeaders();
    sent.keySet().forEach(name -> headers.put(name.toLowerCase(Locale.ROOT), sent.getFirst(name)));
    String host = headers.get("host");
    return new Request(
        exchange.getRequestMethod(),
        "http://" + (host == null ? exchange.getLocalAddress().toString() : host),
        exchange.getRequestURI().getRawPath(),
        Query.of(exchange.getRequestURI().getRawQuery()),
        headers,
        new String(exchange.getRequestBody().readNBytes(BODY_LIMIT), UTF_8));
  }

  private static void send(HttpExchange exchange, Answer answer, Sent sent) throws IOException {
    if (exchange.getRequestMethod().equals("HEAD") || answer.status() == 204) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    if (answer.status() >= 400) {
      refuse(exchange, answer, sent);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), 0);
    var out = new BufferedOutputStream(sent.through(exchange.getResponseBody()), BUFFER);
    write(answer, out);
    out.flush();
  }

  /** Told first: a client may go by the status alone and not read on. */
  private static void refuse(HttpExchange exchange, Answer answer, Sent sent) throws IOException {
    var whole = new ByteArrayOutputStream();
    write(answer, whole);
    sent.bytes = whole.size();
    sent.tell();
    exchange.sendResponseHeaders(answer.status(), whole.size() == 0 ? -1 : whole.size());
    if (whole.size() > 0) {
      exchange.getResponseBody().write(whole.toByteArray());
      exchange.getResponseBody().flush();
    }
  }

  /** The length of all of it, then half of it. */
  private static void half(HttpExchange exchange, Answer answer) throws IOException {
    var whole = new ByteArrayOutputStream();
    write(answer, whole);
    exchange.sendResponseHeaders(answer.status(), Math.max(1, whole.size()));
    exchange.getResponseBody().write(whole.toByteArray(), 0, whole.size() / 2);
    exchange.getResponseBody().flush();
  }

  private static void write(Answer answer, OutputStream out) throws IOException {
    JsonGenerator json = Answer.MAPPER.createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    answer.body().write(json);
    json.close();
  }

  /** What went out: a status, unless the connection was closed before, and bytes. */
  private static final class Sent {
    private int status;
    private long bytes;
    private @Nullable Runnable told;

    /** Into the log, once. */
    void tell() {
      Runnable once = told;
      told = null;
      if (once != null) {
        once.run();
      }
    }

    OutputStream through(OutputStream sink) {
      return new FilterOutputStream(sink) {
        @Override
        public void write(byte[] buffer, int from, int length) throws IOException {
          bytes += length;
          out.write(buffer, from, length);
        }
      };
    }
  }
}
