package sdesync.ops;

import io.javalin.http.Context;
import io.javalin.http.Header;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The output of runs: as text, or as events while it comes. Event {@code output} has {@code
 * {"text","next"}} as data and the offset after it as id; {@code end} has the run.
 */
final class LogFollowers implements AutoCloseable {
  static final String NEXT_HEADER = "Sde-Sync-Log-Next";
  static final String END_HEADER = "Sde-Sync-Log-End";
  private static final int MOST = 32;
  private static final int THREADS = 4;
  private static final long EVERY_MILLIS = 300;

  private final Operations operations;
  private final AtomicInteger count = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          work -> {
            var thread = new Thread(work, "log-followers");
            thread.setDaemon(true);
            return thread;
          });
  private final SseHandler events = new SseHandler(0, this::follow);

  LogFollowers(Operations operations) {
    this.operations = operations;
  }

  void log(Context request) throws IOException {
    String accept = request.header(Header.ACCEPT);
    if (accept != null && accept.contains("text/event-stream")) {
      operations.run(request.pathParam("id"));
      events.handle(request);
      return;
    }
    var query = QueryParams.of(request, Set.of("offset"));
    String offset = query.text("offset");
    request.contentType("text/plain; charset=utf-8");
    if (offset == null) {
      whole(request);
    } else {
      LogPart part = operations.log(request.pathParam("id"), offset(offset));
      request.header(NEXT_HEADER, Long.toString(part.next()));
      request.header(END_HEADER, Boolean.toString(part.end()));
      request.result(part.text());
    }
  }

  private void whole(Context request) throws IOException {
    String run = request.pathParam("id");
    LogPart part = operations.log(run, 0);
    OutputStream out = request.outputStream();
    while (!part.text().isEmpty()) {
      out.write(part.text().getBytes(StandardCharsets.UTF_8));
      part = operations.log(run, part.next());
    }
  }

  private void follow(SseClient client) {
    if (count.incrementAndGet() > MOST) {
      count.decrementAndGet();
      client.sendEvent("problem", "too many follow already; try again later");
      client.close();
      return;
    }
    client.keepAlive();
    String run = client.ctx().pathParam("id");
    String last = client.ctx().header("Last-Event-ID");
    var offset = new AtomicLong(last == null ? 0 : offset(last));
    client.onClose(count::decrementAndGet);
    later(client, run, offset, 0);
  }

  /** Each look plans the next one, so that nothing ever has to be cancelled in its middle. */
  private void later(SseClient client, String run, AtomicLong offset, long millis) {
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, threads)
        .execute(() -> send(client, run, offset));
  }

  private void send(SseClient client, String run, AtomicLong offset) {
    if (client.terminated() || threads.isShutdown()) {
      client.close();
      return;
    }
    try {
      LogPart part = operations.log(run, offset.get());
      if (!part.text().isEmpty()) {
        offset.set(part.next());
        client.sendEvent(
            "output", Map.of("text", part.text(), "next", part.next()), Long.toString(part.next()));
      } else if (part.end()) {
        client.sendEvent("end", operations.run(run));
        client.close();
        return;
      }
      later(client, run, offset, part.text().isEmpty() ? EVERY_MILLIS : 0);
    } catch (RuntimeException e) {
      // The follower is told and may come again; nobody else is concerned.
      client.sendEvent("problem", "the output cannot be read now; follow again");
      client.close();
    }
  }

  private static long offset(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw OpsFailure.invalid("offset is \"" + text + "\"; allowed is 0 or a positive integer");
    }
    return Long.parseLong(text);
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
