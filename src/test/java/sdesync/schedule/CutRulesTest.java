package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.RunRequest;
import sdesync.integration.StopCause;
import sdesync.integration.Trigger;

/** Contract section 5, rules 1 and 3: what was cut runs again, once. */
class CutRulesTest extends OnStore {
  @Test
  void what_a_dead_process_left_running_is_lost_and_runs_again_as_a_recovery() {
    Node node = world.node();
    world.add(node, 1, "3600");
    world.pass(Duration.ofHours(1));
    node.tick();
    assertThat(node.claimed()).isEqualTo(1);

    Node next = takeOver();
    next.settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(3600L, "lost: node_lost, succeeded"));
    Run recovery = world.runs(1).get(1);
    assertThat(recovery.trigger()).isEqualTo(Trigger.RECOVERY);
    assertThat(recovery.recovers()).isEqualTo(world.runs(1).get(0).id());
    assertThat(next.finished).extracting(Run::state).contains(RunState.LOST);
  }

  @Test
  void a_second_death_ends_it_as_failed() {
    Node node = world.node();
    world.add(node, 1, "86400");
    world.pass(Duration.ofDays(1));
    node.tick();
    Node second = takeOver().tick();
    assertThat(second.claimed()).isEqualTo(1);
    Node third = takeOver().tick();
    assertThat(third.claimed()).isZero();
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "lost: node_lost, failed: node_lost"));
  }

  @Test
  void a_manual_run_that_was_cut_runs_again_too() {
    Node node = world.node();
    world.add(node, 1, "manually");
    node.engine.request(1, "ops", true);
    node.tick();
    takeOver().settle();
    assertThat(world.said(world.runs(1))).isEqualTo("manual lost, recovery succeeded");
    assertThat(world.runs(1).get(1).requestedBy()).isEqualTo("ops");
  }

  @Test
  void one_taken_for_dead_writes_nothing_any_more() {
    Node node = world.node();
    world.add(node, 1, "86400");
    world.pass(Duration.ofDays(1));
    node.tick();
    Node next = takeOver().tick();
    node.ending(request -> Node.failed()).finishAll();
    assertThat(node.finished).isEmpty();
    next.finishAll();
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "lost: node_lost, succeeded"));
  }

  @Test
  void a_stopping_node_leaves_nothing_running_and_its_work_runs_again() {
    Node node = world.node();
    world.add(node, 1, "86400");
    world.pass(Duration.ofDays(1));
    node.ending(
        request -> {
          request.cancellation().cancel(StopCause.SHUTDOWN);
          return Outcome.of(RunState.CANCELLED, Reason.SHUTDOWN, "Stopped.");
        });
    node.tick().finishAll();
    assertThat(world.said(world.runs(1))).isEqualTo("schedule cancelled, recovery queued");
    world.node().settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "cancelled: shutdown, succeeded"));
  }

  @Test
  void what_a_node_ends_for_its_lost_lease_runs_again_too() {
    Node node = world.node();
    world.add(node, 1, "86400");
    world.pass(Duration.ofDays(1));
    node.tick();
    world.pass(Node.SETTINGS.lease().plusSeconds(1));
    node.engine.watch();
    node.finishAll();
    assertThat(world.said(world.runs(1))).isEqualTo("schedule cancelled, recovery queued");
    node.settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "cancelled: lease_lost, succeeded"));
  }

  @Test
  void what_somebody_asked_for_goes_before_what_was_cut_and_waits_again() {
    Node node = world.node();
    world.add(node, 1, "86400");
    world.pass(Duration.ofDays(1));
    node.tick();
    node.engine.request(1, "ops", true);
    Node next = takeOver().settle();
    assertThat(world.said(world.runs(1)))
        .isEqualTo("schedule lost, manual succeeded, recovery succeeded");
    assertThat(next.started)
        .extracting(RunRequest::trigger)
        .containsExactly(Trigger.MANUAL, Trigger.RECOVERY);
  }
}
