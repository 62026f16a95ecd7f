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

/** Between the JDK's HTTP server and an API: latency, faults, the answer as a stream, the log. */
final class Edge implements HttpHandler {
  private static final int BUFFER = 64 * 1024;
  private static final int BODY_LIMIT = 16 * 1024 * 1024;

  private final Api api;
  private final Duration latency;
  private final RequestLog log;
  private final Faults faults;

  Edge(Api api, Duration latency, RequestLog log, Faults faults) {
    this.api = api;
    this.latency = latency;
    this.log = log;
    this.faults = faults;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    long start = System.nanoTime();
    Request request = request(exchange);
    LockSupport.parkNanos(latency.toNanos());
    var counted = new Counted();
    int status = 0;
    try {
      status = answer(exchange, request, counted);
    } finally {
      log.add(
          new RequestLog.Line(
              request.method(),
              exchange.getRequestURI().toString(),
              api.caller(request),
              status,
              counted.bytes,
              Duration.ofNanos(System.nanoTime() - start)));
      // Last, so that whoever has read the whole answer finds its line in the log.
      exchange.close();
    }
  }

  /** Returns the status sent, 0 when there was none. */
  private int answer(HttpExchange exchange, Request request, Counted counted) throws IOException {
    @Nullable Fault fault = faults.of(request).orElse(null);
    if (fault instanceof Fault.Closed) {
      return 0;
    }
    if (fault instanceof Fault.Late late) {
      LockSupport.parkNanos(late.by().toNanos());
    }
    Answer answer = fault instanceof Fault.Instead other ? other.answer() : api.answer(request);
    if (fault instanceof Fault.AnswerLost) {
      return 0;
    }
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    if (fault instanceof Fault.Truncated) {
      half(exchange, answer);
    } else {
      send(exchange, answer, counted);
    }
    return answer.status();
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

  private static void send(HttpExchange exchange, Answer answer, Counted counted)
      throws IOException {
    if (exchange.getRequestMethod().equals("HEAD") || answer.status() == 204) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), 0);
    var out = new BufferedOutputStream(counted.over(exchange.getResponseBody()), BUFFER);
    write(answer, out);
    out.flush();
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

  /** Counts what is written through it. */
  private static final class Counted {
    private long bytes;

    OutputStream over(OutputStream sink) {
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
