package sdesync.ops;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which no request becomes whole. An idle time-out alone does not: a client
 * that sends one byte now and then is never idle. As a handler it sits where requests are whole.
 */
final class Dawdlers extends Handler.Wrapper implements Connection.Listener {
  private static final long LOOK_SECONDS = 5;

  private final long patienceNanos;
  private final Map<Connection, Long> waitingSince = new ConcurrentHashMap<>();

  Dawdlers(long patienceNanos) {
    this.patienceNanos = patienceNanos;
  }

  @Override
  public void onOpened(Connection connection) {
    // Above TLS there is one more, which carries the requests.
    if (!(connection instanceof SslConnection)) {
      waitingSince.put(connection, System.nanoTime());
    }
  }

  @Override
  public void onClosed(Connection connection) {
    waitingSince.remove(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    waitingSince.remove(connection);
    Request.addCompletionListener(
        request,
        failure -> {
          if (connection.getEndPoint().isOpen()) {
            waitingSince.put(connection, System.nanoTime());
          }
        });
    return super.handle(request, response, callback);
  }

  void watch(Scheduler scheduler) {
    scheduler.schedule(
        () -> {
          closeThose();
          watch(scheduler);
        },
        LOOK_SECONDS,
        TimeUnit.SECONDS);
  }

  void closeThose() {
    long now = System.nanoTime();
    waitingSince.forEach(
        (connection, since) -> {
          if (now - since > patienceNanos && waitingSince.remove(connection, since)) {
            connection.getEndPoint().close();
          }
        });
  }

  /** Connections on which nothing is answered now. */
  int waiting() {
    return waitingSince.size();
  }
}
