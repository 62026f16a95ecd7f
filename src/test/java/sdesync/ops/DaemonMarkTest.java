package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DaemonMarkTest {
  @TempDir Path dir;

  @Test
  void a_daemon_is_seen_while_it_lives_with_pid_and_url() {
    assertThat(DaemonMark.live(dir)).isEmpty();
    assertThat(DaemonMark.live(dir.resolve("never-made"))).isEmpty();
    try (var mark = DaemonMark.hold(dir)) {
      mark.serves(URI.create("http://127.0.0.1:8787"));
      var live = DaemonMark.live(dir).orElseThrow();
      assertThat(live.pid()).isEqualTo(ProcessHandle.current().pid());
      assertThat(live.url()).isEqualTo(URI.create("http://127.0.0.1:8787"));
    }
    assertThat(Files.exists(dir.resolve("daemon.lock"))).isTrue();
    assertThat(DaemonMark.live(dir)).isEmpty();
  }

  @Test
  void a_daemon_that_does_not_serve_yet_has_no_url() {
    try (var mark = DaemonMark.hold(dir)) {
      assertThat(mark).isNotNull();
      assertThat(DaemonMark.live(dir).orElseThrow().url()).isNull();
    }
  }

  @Test
  void a_second_daemon_of_the_folder_is_refused_naming_the_first() {
    try (var mark = DaemonMark.hold(dir)) {
      assertThat(mark).isNotNull();
      assertThatThrownBy(() -> DaemonMark.hold(dir))
          .isInstanceOf(OpsMisconfigured.class)
          .hasMessageContainingAll("pid " + ProcessHandle.current().pid(), "data.dir");
    }
  }
}
