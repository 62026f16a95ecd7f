package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.RunState;
import sdesync.integration.StopCause;

/** Ending runs. */
class CancelTest extends OnStore {
  @Test
  void a_waiting_run_ends_at_once_and_the_next_slot_runs() {
    Node node = world.node(settings(1, 1));
    world.add(node, 1, "3600");
    world.add(node, 2, "3600");
    world.pass(Duration.ofHours(1));
    node.tick();
    String waiting = world.runs(2).get(0).id();
    assertThat(node.engine.cancel(waiting, "ann")).isEqualTo(CancelAnswer.CANCELLED);
    assertThat(node.engine.cancel(waiting, "ann")).isEqualTo(CancelAnswer.ALREADY_ENDED);
    node.settle();
    world.pass(Duration.ofHours(1));
    node.settle();
    assertThat(world.slots(2))
        .isEqualTo(Map.of(3_600L, "cancelled: cancelled", 7_200L, "succeeded"));
  }

  @Test
  void a_running_run_is_told_at_once_and_is_not_repeated() {
    Node node = world.node();
    world.add(node, 1, "3600");
    world.pass(Duration.ofHours(1));
    node.tick();
    String running = world.runs(1).get(0).id();
    assertThat(node.engine.cancel(running, "ann")).isEqualTo(CancelAnswer.STOPPING);
    node.settle();
    assertThat(node.started.get(0).cancellation().cause()).contains(StopCause.CANCELLED);
    assertThat(world.slots(1)).isEqualTo(Map.of(3_600L, "cancelled: cancelled"));
    assertThat(world.runs(1).get(0).message()).isEqualTo("Cancelled by ann.");
  }

  @Test
  void an_unknown_run_is_unknown() {
    assertThat(world.node().engine.cancel("r0", "ann")).isEqualTo(CancelAnswer.UNKNOWN);
  }

  @Test
  void what_was_told_to_stop_and_failed_of_it_counts_as_stopped() {
    Node node = world.node();
    world.add(node, 1, "86400");
    world.pass(Duration.ofDays(1));
    node.ending(
        request -> {
          request.cancellation().cancel(StopCause.SHUTDOWN);
          return Outcome.of(RunState.FAILED, Reason.EXIT_CODE, "It ended with exit code 143.");
        });
    node.tick().finishAll();
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "cancelled: shutdown, queued"));
  }

  @Test
  void a_door_that_throws_fails_the_run_and_not_the_worker() {
    Node node =
        world
            .node()
            .ending(
                request -> {
                  throw new IllegalStateException("a fault of ours");
                });
    world.add(node, 1, "3600");
    world.pass(Duration.ofHours(1));
    node.settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(3_600L, "failed: internal_error"));
    assertThat(node.engine.running()).isZero();
  }
}
