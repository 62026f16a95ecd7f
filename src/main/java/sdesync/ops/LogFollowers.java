package sdesync.ops;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The output of runs: as text, or as {@link LogEvents} while it comes. */
public final class LogFollowers implements AutoCloseable {
  static final String NEXT_HEADER = "Sde-Sync-Log-Next";
  static final String END_HEADER = "Sde-Sync-Log-End";
  private static final int MOST = 100;
  private static final int THREADS = 2;

  private final Operations operations;
  private final Source source;
  private volatile boolean ending;
  private final AtomicInteger count = new AtomicInteger();
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS,
          work -> {
            var thread = new Thread(work, "log-followers");
            thread.setDaemon(true);
            return thread;
          });

  /** Where the output comes from; as {@link Operations#log}. */
  @FunctionalInterface
  public interface Source {
    LogPart log(String runId, long offset);
  }

  public LogFollowers(Operations operations, Source source) {
    this.operations = operations;
    this.source = source;
  }

  public void log(Context request) {
    String accept = request.header(Header.ACCEPT);
    if (accept != null && accept.contains("text/event-stream")) {
      follow(request);
      return;
    }
    var query = QueryParams.of(request, Set.of("offset"));
    String offset = query.text("offset");
    request.contentType("text/plain; charset=utf-8");
    if (offset == null) {
      whole(request);
    } else {
      LogPart part = source.log(request.pathParam("id"), offset(offset));
      request.header(NEXT_HEADER, Long.toString(part.next()));
      request.header(END_HEADER, Boolean.toString(part.end()));
      request.result(part.text());
    }
  }

  private void whole(Context request) {
    String run = request.pathParam("id");
    operations.run(run);
    var offset = new AtomicLong();
    Pour.into(
        request,
        () -> {
          LogPart part = source.log(run, offset.get());
          offset.set(part.next());
          return part.text().isEmpty() ? null : part.text().getBytes(StandardCharsets.UTF_8);
        },
        threads,
        () -> {});
  }

  private void follow(Context request) {
    operations.run(request.pathParam("id"));
    if (count.incrementAndGet() > MOST) {
      count.decrementAndGet();
      throw new OpsFailure(
          OpsFailure.Kind.TOO_MANY, "more than " + MOST + " follow a log already; try again later");
    }
    String last = request.header("Last-Event-ID");
    request.contentType("text/event-stream; charset=utf-8").header("X-Accel-Buffering", "no");
    var events =
        new LogEvents(operations, source, request.pathParam("id"), last == null ? 0 : offset(last));
    Pour.into(request, () -> ending ? null : events.next(), threads, count::decrementAndGet);
  }

  private static long offset(String text) {
    if (!text.matches("[0-9]{1,18}")) {
      throw OpsFailure.invalid("offset is \"" + text + "\"; allowed is 0 or a positive integer");
    }
    return Long.parseLong(text);
  }

  /** Those who follow get no more; within a moment none does. */
  public void end() {
    ending = true;
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
