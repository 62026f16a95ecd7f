package sdesync.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeftoversTest {
  private static final String STUBBORN = "trap '' TERM; sleep 1000; sleep 1000";

  @Test
  void all_of_the_worker_end_and_none_of_another() throws Exception {
    String mine = Marked.newWorker();
    String other = Marked.newWorker();
    Process one = leftover(mine, STUBBORN);
    Process two = leftover(mine, "env -i sh -c 'sleep 1000; sleep 1000' & sleep 1000; sleep 1000");
    Process theirs = leftover(other, STUBBORN);
    try {
      Marked.await(mine, 4);
      Marked.await(other, 2);

      assertThat(Leftovers.end(mine)).isGreaterThanOrEqualTo(4);

      assertThat(Marked.of(mine)).isEmpty();
      assertThat(ProcessTable.living()).noneMatch(e -> e.group() == one.pid());
      assertThat(ProcessTable.living()).noneMatch(e -> e.group() == two.pid());
      assertThat(Marked.of(other)).hasSize(2);
    } finally {
      Leftovers.end(other);
    }
    assertThat(theirs.waitFor()).isEqualTo(137);
  }

  @Test
  void nothing_left_is_nothing_found() {
    assertThat(Leftovers.end(Marked.newWorker())).isZero();
  }

  @Test
  void a_blank_id_is_refused() {
    assertThatThrownBy(() -> Leftovers.end(" ")).hasMessageContaining("blank");
  }

  private static Process leftover(String worker, String script) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("setsid", "sh", "-c", script);
    builder.environment().putAll(Map.of("SDE_SYNC_WORKER", worker));
    return builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
  }
}
