package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseUntilTest {
  @TempDir Path folder;

  @Test
  void a_pause_until_a_time_that_is_past_is_refused() throws Exception {
    try (var worker = new LocalWorker(folder)) {
      worker.lists(LocalWorker.integration(1, "rally", "hourly", "sync_rally"));
      var past = new PauseOrder(Selector.ofId(1), worker.now, null);
      assertThatThrownBy(() -> worker.operations.pause(past, "alice"))
          .isInstanceOf(OpsFailure.class)
          .hasMessageContaining("is past");
      assertThat(worker.operations.integration(1).pause()).isNull();
      var ahead = new PauseOrder(Selector.ofId(1), worker.now.plusSeconds(1), null);
      assertThat(worker.operations.pause(ahead, "alice").results()).hasSize(1);
    }
  }
}
