package sdesync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.ops.DaemonMark;
import sdesync.ops.OpsSettings;
import sdesync.ops.Served;
import sdesync.redact.Secret;

/** A second writer never is. */
class AccessTest {
  @TempDir Path dataDir;

  private OpsSettings settings(@Nullable URI url) {
    return new OpsSettings(
        new OpsSettings.Bind("127.0.0.1", 1),
        new OpsSettings.Edge(null, null, false, null, List.of()),
        null,
        new OpsSettings.Client(url, Secret.of("admin-token"), null),
        new OpsSettings.Metrics(false, true),
        dataDir);
  }

  private Terminal terminal(OpsSettings settings) {
    return new Terminal(settings);
  }

  @Test
  void without_a_daemon_the_work_is_done_here() {
    Terminal terminal = terminal(Served.settings(0, dataDir, null, null));
    assertThat(terminal.type("status")).isZero();
    assertThat(terminal.calls).contains("open STORE");
  }

  @Test
  void a_daemon_that_lives_but_does_not_answer_is_3() throws Exception {
    Terminal terminal = terminal(Served.settings(0, dataDir, null, null));
    try (var mute = new ServerSocket(0);
        var mark = DaemonMark.hold(dataDir)) {
      mark.serves(URI.create("http://127.0.0.1:" + mute.getLocalPort()));
      assertThat(terminal.type("run", "1")).isEqualTo(3);
    }
    assertThat(terminal.err)
        .contains("pid " + ProcessHandle.current().pid(), "2 s", dataDir.toString());
    assertThat(terminal.calls).noneMatch(call -> call.startsWith("open"));
  }

  @Test
  void a_daemon_that_starts_is_waited_for() throws Exception {
    Terminal terminal = terminal(settings(null));
    try (var served = new Served(dataDir, terminal.worker);
        var mark = DaemonMark.hold(dataDir)) {
      terminal.whileWaiting = () -> mark.serves(served.url());
      assertThat(terminal.type("status")).isZero();
    }
    assertThat(terminal.waited).isPositive();
    assertThat(terminal.calls).noneMatch(call -> call.startsWith("open"));
  }

  @Test
  void a_daemon_that_never_gets_to_listen_is_3_after_2_s() {
    Terminal terminal = terminal(Served.settings(0, dataDir, null, null));
    try (var mark = DaemonMark.hold(dataDir)) {
      assertThat(mark).isNotNull();
      assertThat(terminal.type("list")).isEqualTo(3);
    }
    assertThat(terminal.waited).hasSeconds(2);
  }

  @Test
  void with_an_ops_url_nothing_is_ever_done_here() throws Exception {
    int free;
    try (var socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    Terminal terminal = terminal(settings(URI.create("http://127.0.0.1:" + free)));
    assertThat(terminal.type("run", "1")).isEqualTo(3);
    assertThat(terminal.err).contains("ops.url=http://127.0.0.1:" + free);
    assertThat(terminal.calls).noneMatch(call -> call.startsWith("open"));
    try (var served = new Served(dataDir, terminal.worker)) {
      Terminal remote = terminal(settings(served.url()));
      assertThat(remote.type("status")).isZero();
      assertThat(remote.out).contains("daemon");
    }
  }
}
