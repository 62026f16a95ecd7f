package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.history.RunState;
import sdesync.redact.Secret;

/** Whatever is asked over HTTP gets the answer it gets in the process. */
class RemoteOperationsTest {
  @TempDir Path dataDir;
  private Served served;
  private FakeOperations worker;
  private RemoteOperations remote;

  @BeforeEach
  void serve() throws Exception {
    worker =
        new FakeOperations()
            .with(1, "Alpha & Söhne=1", "rally", "scheduled")
            .with(2, "Beta", "jira", "paused");
    worker.runs.put("r1", FakeOperations.view("r1", 1, "running"));
    worker.logs.put("r1", "one\nzwei ü\n");
    served = new Served(dataDir, worker);
    remote = as("admin-token");
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private RemoteOperations as(String token) {
    return RemoteOperations.at(served.url(), withToken(token));
  }

  private OpsSettings withToken(String token) {
    return Served.settings(0, dataDir, null, Secret.of(token));
  }

  @Test
  void every_answer_is_the_workers_own() {
    Instant at = FakeOperations.NOW;
    assertThat(remote.status()).isEqualTo(worker.status());
    assertThat(remote.integration(1)).isEqualTo(worker.integration(1));
    assertThat(remote.polls()).isEqualTo(worker.polls());
    assertThat(remote.poll("me")).isEqualTo(worker.poll("me"));
    assertThat(remote.run("r1")).isEqualTo(worker.run("r1"));
    assertThat(remote.why(1, at)).isEqualTo(worker.why(1, at));
    assertThat(remote.check()).isEqualTo(worker.check());
    assertThat(remote.plan(1)).isEqualTo(worker.plan(1));
    assertThat(remote.audit(5, null)).isEqualTo(worker.audit(5, null));
    assertThat(remote.log("r1", 0).text()).isEqualTo("one\nzwei ü\n");
    assertThat(remote.log("r1", 4).end()).isFalse();
  }

  @Test
  void selectors_and_filters_arrive_as_they_were_sent() {
    var selector = new Selector(List.of(1L), "Alpha & Söhne=1", "rally", "alm", "daily", 9L, false);
    assertThat(remote.integrations(IntegrationQuery.of(selector)).results()).hasSize(1);
    remote.runs(new RunQuery(List.of(), 1L, RunState.RUNNING, FakeOperations.NOW, 7, null));
    remote.requestRuns(new RunOrder(selector, true), "alice");
    remote.requestRun(1, "0123456789abcdef", "alice");
    remote.pause(new PauseOrder(selector, FakeOperations.NOW, "a \"note\""), "alice");
    remote.resume(Selector.everything(), "alice");
    assertThat(worker.asked)
        .contains("run " + new RunOrder(selector, true) + " by ops (alice)")
        .contains(
            "run " + new RunOrder(Selector.ofId(1), false, "0123456789abcdef") + " by ops (alice)")
        .contains(
            "runs " + new RunQuery(List.of(), 1L, RunState.RUNNING, FakeOperations.NOW, 7, null))
        .contains(
            "pause "
                + new PauseOrder(selector, FakeOperations.NOW, "a \"note\"")
                + " by ops (alice)")
        .contains("resume " + Selector.everything() + " by ops (alice)");
  }

  @Test
  void the_next_page_is_found_by_its_link() {
    var first = remote.integrations(new IntegrationQuery(Selector.NONE, 1, null));
    var second =
        remote.integrations(new IntegrationQuery(Selector.NONE, 1, Links.cursor(first.next())));
    assertThat(second.results()).extracting(IntegrationView::id).containsExactly(2L);
    assertThat(second.next()).isNull();
  }

  @Test
  void what_the_daemon_refuses_is_told_apart() {
    assertThat(kind(() -> as("nonsense").status())).isEqualTo(OpsFailure.Kind.UNAUTHORIZED);
    assertThat(kind(() -> as("view-token").poll("me"))).isEqualTo(OpsFailure.Kind.FORBIDDEN);
    assertThat(kind(() -> remote.run("r9"))).isEqualTo(OpsFailure.Kind.NOT_FOUND);
    worker.runs.put("r2", FakeOperations.view("r2", 1, "failed"));
    assertThat(kind(() -> remote.cancel("r2", "me"))).isEqualTo(OpsFailure.Kind.CONFLICT);
  }

  @Test
  void a_message_never_has_the_token() {
    assertThatThrownBy(() -> as("s3cret-token").status()).hasMessageNotContaining("s3cret-token");
  }

  @Test
  void nobody_at_the_port_is_unreachable() throws Exception {
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    var nobody = RemoteOperations.at(URI.create("http://127.0.0.1:" + free), withToken("t"));
    assertThat(nobody.answers()).isFalse();
    assertThat(kind(nobody::status)).isEqualTo(OpsFailure.Kind.UNREACHABLE);
    assertThat(remote.answers()).isTrue();
  }

  @Test
  void a_listener_that_says_nothing_does_not_answer() throws Exception {
    try (var socket = new ServerSocket(0)) {
      var mute =
          RemoteOperations.at(
              URI.create("http://127.0.0.1:" + socket.getLocalPort()), withToken("t"));
      long start = System.nanoTime();
      assertThat(mute.answers()).isFalse();
      assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
    }
  }

  @Test
  void the_generated_token_is_used_without_another_and_its_lack_is_told() throws Exception {
    var settings = Served.settings(0, dataDir, null, null);
    var client = RemoteOperations.at(served.url(), settings);
    assertThatThrownBy(client::status)
        .isInstanceOf(OpsMisconfigured.class)
        .hasMessageContaining("ops.token");
    Files.writeString(dataDir.resolve("ops-token"), "view-token\n");
    assertThat(client.status().node()).isEqualTo("node1");
  }

  private static OpsFailure.Kind kind(Runnable question) {
    try {
      question.run();
    } catch (OpsFailure e) {
      return e.kind();
    }
    throw new AssertionError("nothing was refused");
  }
}
