package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that keep a place and ask nothing. */
class DawdlersTest {
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);
  private final Dawdlers dawdlers = new Dawdlers(0);
  private final Server server = new Server();
  private URI url;

  @BeforeEach
  void serve() throws Exception {
    dawdlers.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            asked.countDown();
            answer.await();
            callback.succeeded();
            return true;
          }
        });
    var connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    connector.addBean(dawdlers, false);
    server.addConnector(connector);
    server.setHandler(dawdlers);
    server.start();
    url = URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  @AfterEach
  void stop() throws Exception {
    server.stop();
  }

  @Test
  void a_connection_on_which_no_request_becomes_whole_is_closed() throws Exception {
    try (var client = new RawClient(url)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\n");
      while (dawdlers.waiting() == 0) {
        Thread.onSpinWait();
      }
      dawdlers.closeThose();
      assertThat(client.answer()).isEmpty();
    }
  }

  @Test
  void one_that_is_being_answered_is_not() throws Exception {
    try (var client = new RawClient(url)) {
      client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
      asked.await();
      dawdlers.closeThose();
      answer.countDown();
      assertThat(client.answer()).startsWith("HTTP/1.1 200 ");
    }
  }
}
