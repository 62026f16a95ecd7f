package sdesync.sandbox.wire;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each request the sandbox answered, and whoever else wants to know of it. */
public final class RequestLog {
  private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

  private final List<Consumer<Line>> listeners = new CopyOnWriteArrayList<>();

  /**
   * A request and how it went.
   *
   * @param target path and query
   * @param caller by name; the token itself is nowhere
   * @param bytes of the answer's body
   */
  public record Line(
      String method, String target, String caller, int status, long bytes, Duration took) {
    @Override
    public String toString() {
      return "%s %s %d, %d bytes, %d ms, caller: %s"
          .formatted(method, target, status, bytes, took.toMillis(), caller);
    }
  }

  /** Called on the server's threads, before the caller sees the end of its answer. */
  public void listen(Consumer<Line> listener) {
    listeners.add(listener);
  }

  void add(Line line) {
    LOG.info("{}", line);
    listeners.forEach(listener -> listener.accept(line));
  }
}
