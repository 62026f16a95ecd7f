package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.ops.LocalWorker.integration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The place in the queue, of a worker that takes nothing. */
class PlacesTest {
  @TempDir Path folder;
  private LocalWorker worker;

  @BeforeEach
  void two_wait_in_the_order_in_which_they_were_asked_for() throws Exception {
    worker = new LocalWorker(folder);
    worker.lists(
        integration(1, "rally", "hourly", "sync_rally"),
        integration(2, "rally", "manually", "sync_rally"),
        integration(3, "rally", "hourly", "sync_rally"));
    ask(2);
    worker.now = worker.now.plusSeconds(1);
    ask(1);
  }

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void an_integration_shows_it() {
    assertThat(waiting(2).place()).isEqualTo(1);
    assertThat(waiting(1).place()).isEqualTo(2);
    assertThat(worker.operations.integrations(IntegrationQuery.of(Selector.NONE)).results())
        .extracting(i -> i.queued() == null ? null : i.queued().place())
        .containsExactly(2, 1, null);
  }

  @Test
  void a_run_shows_it_alone_and_in_the_history() {
    assertThat(worker.operations.run(String.valueOf(waiting(1).id())).place()).isEqualTo(2);
    assertThat(
            worker.operations.runs(new RunQuery(List.of(), null, null, null, 10, null)).results())
        .extracting(RunView::place)
        .containsExactly(2, 1);
  }

  @Test
  void why_says_it() {
    assertThat(worker.operations.why(1, null).causes())
        .extracting(Why.Cause::message)
        .anySatisfy(said -> assertThat(said).contains(" waits as number 2 in the queue"));
  }

  @Test
  void a_slot_that_came_stands_behind_what_somebody_asked_for() {
    worker.now = worker.now.plus(Duration.ofHours(1));
    ask(3);
    assertThat(waiting(3).place()).isEqualTo(3);
    assertThat(waiting(2).place()).isEqualTo(1);
  }

  private void ask(long id) {
    worker.operations.requestRuns(new RunOrder(Selector.ofId(id), false), "alice");
  }

  private RunView waiting(long id) {
    return Objects.requireNonNull(worker.operations.integration(id).queued());
  }
}
