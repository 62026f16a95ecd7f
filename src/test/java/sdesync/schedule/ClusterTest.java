package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sdesync.history.Reason;
import sdesync.history.RunState;
import sdesync.integration.Cancellation;
import sdesync.integration.StopCause;

/** Contract section 5, rule 3: several nodes on one PostgreSQL. */
@Tag("slow")
class ClusterTest extends OnStore {
  @Override
  World open() throws Exception {
    return Postgres.world(dir);
  }

  @Test
  void one_slot_runs_on_one_node() {
    Node one = world.node();
    Node two = world.node();
    for (int id = 1; id <= 20; id++) {
      world.add(one, World.integration(id, "60", "target" + id));
    }
    for (int minute = 0; minute < 10; minute++) {
      world.seconds(60);
      one.tick();
      two.tick();
      one.finishAll();
      two.finishAll();
      one.settle();
      two.settle();
    }
    assertThat(one.started.size() + two.started.size()).isEqualTo(200);
    for (int id = 1; id <= 20; id++) {
      assertThat(world.runs(id, RunState.SUCCEEDED)).hasSize(10);
    }
  }

  @Test
  void a_dead_nodes_runs_are_taken_over_after_lease_grace_and_ten_seconds_and_not_before() {
    Node one = world.node();
    world.add(one, 1, "86400");
    world.pass(Duration.ofDays(1));
    one.tick();
    Node two = world.node();
    int seconds = 0;
    while (two.claimed() == 0) {
      world.seconds(1);
      seconds++;
      two.tick();
    }
    assertThat(seconds).isBetween(100, 120);
    two.settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "lost: node_lost, succeeded"));
  }

  @Test
  void a_node_that_dies_just_before_its_next_beat_is_given_the_same_time() {
    Node one = world.node();
    world.add(one, 1, "86400");
    world.pass(Duration.ofDays(1));
    one.tick();
    Node two = world.node().tick();
    world.pass(Duration.ofMillis(4_900));
    int seconds = 0;
    while (two.claimed() == 0) {
      world.seconds(1);
      seconds++;
      two.tick();
    }
    assertThat(seconds).isBetween(100, 120);
  }

  @Test
  void a_node_that_beats_is_never_taken_for_dead() {
    Node one = world.node();
    world.add(one, 1, "86400");
    world.pass(Duration.ofDays(1));
    one.tick();
    Node two = world.node();
    for (int i = 0; i < 200; i++) {
      world.seconds(5);
      one.tick();
      two.tick();
    }
    assertThat(two.claimed()).isZero();
    one.settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "succeeded"));
  }

  @Test
  void a_reaper_that_slept_itself_declares_nobody_dead() {
    Node one = world.node();
    world.add(one, 1, "86400");
    world.pass(Duration.ofDays(1));
    one.tick();
    Node two = world.node();
    for (int look = 0; look < 3; look++) {
      two.tick();
      world.seconds(5);
    }
    world.seconds(600); // both stood still
    two.tick();
    two.tick();
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "running"));
  }

  @Test
  void a_clock_set_forward_declares_nobody_dead() {
    Node one = world.node();
    world.add(one, 1, "864000");
    world.pass(Duration.ofDays(10));
    one.tick();
    Node two = world.node();
    two.tick();
    world.time.set(world.time.now().plus(Duration.ofHours(5)));
    for (int i = 0; i < 5; i++) {
      one.tick();
      two.tick();
      world.seconds(5);
    }
    assertThat(world.runs(1, RunState.RUNNING)).hasSize(1);
    assertThat(world.runs(1, RunState.LOST)).isEmpty();
  }

  @Test
  void a_node_stopped_for_longer_than_the_lease_ends_its_runs_before_anything_else() {
    Node one = world.node();
    world.add(one, 1, "86400");
    world.pass(Duration.ofDays(1));
    one.tick();
    Node two = world.node();
    for (int i = 0; i < 24; i++) {
      world.seconds(5);
      two.tick();
    }
    assertThat(two.claimed()).isEqualTo(1);
    one.tick();
    one.finishAll();
    assertThat(one.started.get(0).cancellation().cause()).contains(StopCause.LEASE_LOST);
    assertThat(one.finished).isEmpty();
    two.settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "lost: node_lost, succeeded"));
  }

  @Test
  void a_run_that_asks_hears_of_the_lost_lease_before_any_loop_has_turned() {
    Node one = world.node();
    world.add(one, 1, "86400");
    world.pass(Duration.ofDays(1));
    one.tick();
    one.finishAll();
    Cancellation run = one.started.get(0).cancellation();
    assertThat(run.cause()).isEmpty();
    world.pass(Duration.ofDays(1));
    one.tick();
    world.seconds(61);
    one.finishAll();
    assertThat(one.finished.get(1).reason()).isEqualTo(Reason.LEASE_LOST);
  }

  @Test
  void a_run_taken_over_is_ended_as_soon_as_its_first_node_hears_of_it() {
    Node one = world.node();
    world.add(one, 1, "86400");
    world.pass(Duration.ofDays(1));
    one.tick();
    takeOver();
    one.engine.keep();
    one.finishAll();
    assertThat(one.started.get(0).cancellation().cause()).contains(StopCause.LEASE_LOST);
  }

  @Test
  void a_run_is_cancelled_through_any_node() {
    Node one = world.node();
    Node two = world.node();
    world.add(one, 1, "86400");
    world.pass(Duration.ofDays(1));
    one.tick();
    String runId = world.runs(1).get(0).id();
    assertThat(two.engine.cancel(runId, "ann")).isEqualTo(CancelAnswer.STOPPING);
    world.seconds(5);
    one.tick().finishAll();
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "cancelled: cancelled"));
    assertThat(world.runs(1).get(0).message()).contains("ann");
  }
}
