package sdesync.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Between the JDK's HTTP server and the API: latency, the answer as a stream, the log. */
final class HttpEdge implements HttpHandler {
  private static final int BUFFER = 64 * 1024;

  private final IntegrationsApi api;
  private final Duration latency;
  private final RequestLog log;

  HttpEdge(IntegrationsApi api, Duration latency, RequestLog log) {
    this.api = api;
    this.latency = latency;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    long start = System.nanoTime();
    Caller caller = Caller.of(exchange.getRequestHeaders().getFirst("Authorization"));
    LockSupport.parkNanos(latency.toNanos());
    Answer answer = api.answer(request(exchange, caller));
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    var counted = new Counted();
    try {
      send(exchange, answer, counted);
    } finally {
      log.add(
          new RequestLog.Line(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              caller,
              answer.status(),
              counted.bytes,
              Duration.ofNanos(System.nanoTime() - start)));
      // Last, so that whoever has read the whole answer finds its line in the log.
      exchange.close();
    }
  }

  private static IntegrationsApi.Request request(HttpExchange exchange, Caller caller) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return new IntegrationsApi.Request(
        exchange.getRequestMethod(),
        "http://" + (host == null ? exchange.getLocalAddress().toString() : host),
        exchange.getRequestURI().getRawPath(),
        Query.of(exchange.getRequestURI().getRawQuery()),
        caller);
  }

  private static void send(HttpExchange exchange, Answer answer, Counted counted)
      throws IOException {
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), 0);
    var out = new BufferedOutputStream(counted.over(exchange.getResponseBody()), BUFFER);
    JsonGenerator json = Answer.MAPPER.createGenerator(out);
    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    answer.body().write(json);
    json.close();
    out.flush();
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
