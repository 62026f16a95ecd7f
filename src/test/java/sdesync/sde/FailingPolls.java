package sdesync.sde;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import sdesync.http.WireServer;

/** A server that fails in every way, whichever API it has, and what a poll of it must say. */
class FailingPolls {
  static final String ITEM =
      "{\"id\":%d,\"command\":\"sync_rally\",\"params\":{\"alm_pass\":\"hunter2-secret\"}}";

  static WireServer server;
  private static final Map<Dialect, PollRig> RIGS = new EnumMap<>(Dialect.class);

  @BeforeAll
  static void start() throws IOException {
    server = new WireServer();
  }

  @AfterAll
  static void stop() throws IOException {
    RIGS.values().forEach(PollRig::close);
    RIGS.clear();
    server.close();
  }

  @BeforeEach
  void forget() {
    rig().forget();
    server.forget();
  }

  /** The API whose polls fail; a class of its own for each. */
  Dialect dialect() {
    return Dialect.INTEGRATIONS;
  }

  PollRig rig() {
    return RIGS.computeIfAbsent(dialect(), dialect -> rig(over(PollRig.both(server.url()))));
  }

  private static PollRig rig(SdeSettings settings) {
    try {
      return new PollRig(settings);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  String path() {
    return dialect().path(dialect().main(), null);
  }

  SdeSettings over(SdeSettings settings) {
    return PollRig.over(dialect(), settings);
  }

  void fails(SdeFailure.Kind kind, String... words) {
    SdeFailure failure = rig().failure();
    assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
    assertThat(failure.getMessage()).contains(words);
    assertThat(failure.getMessage() + failure.getCause())
        .doesNotContain("hunter2", PollRig.ADMIN, PollRig.ORDINARY);
    assertThat(rig().polls.failedScopes).hasSize(1);
  }

  static String item(long id) {
    return ITEM.formatted(id);
  }

  static boolean waitFor(CountDownLatch latch) {
    try {
      latch.await(20, TimeUnit.SECONDS);
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static boolean raw(java.io.OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    return false;
  }
}
