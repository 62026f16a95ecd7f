package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sdesync.history.Attempt;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;

/** Contract section 5, rule 2: retries are attempts of the same run. */
class RetryRulesTest extends OnStore {
  @Test
  void a_transient_failure_is_tried_again_after_a_doubling_backoff() {
    Node node = world.node().ending(request -> Node.unreachable());
    world.add(node, 1, "86400");
    world.pass(Duration.ofDays(1));
    node.settle();
    Run waiting = world.runs(1).get(0);
    assertThat(waiting.state()).isEqualTo(RunState.QUEUED);
    assertThat(waiting.nextAttemptAt()).isEqualTo(world.time.now().plusSeconds(60));
    assertThat(waiting.reason()).isEqualTo(Reason.TARGET_UNREACHABLE);

    world.seconds(59);
    node.settle();
    assertThat(node.started).hasSize(1);
    world.seconds(1);
    node.settle();
    assertThat(world.runs(1).get(0).nextAttemptAt()).isEqualTo(world.time.now().plusSeconds(120));
    world.seconds(120);
    node.settle();
    Run ended = world.runs(1).get(0);
    assertThat(world.runs(1)).hasSize(1);
    assertThat(ended.state()).isEqualTo(RunState.FAILED);
    assertThat(ended.attempt()).isEqualTo(3);
    assertThat(ended.attempts()).extracting(Attempt::attempt).containsExactly(1, 2, 3);
    assertThat(node.started).extracting(request -> request.attempt()).containsExactly(1, 2, 3);
    assertThat(node.finished).hasSize(1);
  }

  @Test
  void a_final_failure_is_not_tried_again() {
    Node node = world.node().ending(request -> Node.failed());
    world.add(node, 1, "86400");
    world.pass(Duration.ofDays(1));
    node.settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "failed: exit_code"));
    assertThat(world.runs(1).get(0).attempts()).isEmpty();
  }

  @Test
  void a_waiting_retry_holds_no_place() {
    Node node =
        world
            .node(settings(1, 1))
            .ending(r -> r.integration().id() == 1 ? Node.unreachable() : Node.succeeded());
    world.add(node, 1, "86400");
    world.add(node, 2, "manually");
    world.pass(Duration.ofDays(1));
    node.tick().finishAll();
    node.engine.request(2, "ops", true);
    node.settle();
    assertThat(world.runs(2, RunState.SUCCEEDED)).hasSize(1);
  }

  @Test
  void no_attempt_is_made_past_the_next_slot() {
    Node node = world.node().ending(request -> Node.unreachable());
    world.add(node, 1, "60");
    world.seconds(60);
    node.settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(60L, "failed: target_unreachable"));
  }

  @Test
  void what_left_the_list_while_it_ran_is_not_tried_again() {
    Node node = world.node().ending(request -> Node.unreachable());
    world.add(node, 1, "86400");
    world.pass(Duration.ofDays(1));
    node.tick();
    world.remove(node, 1);
    node.settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "failed: target_unreachable"));
  }

  @Test
  void a_waiting_retry_outlives_its_node() {
    Node node = world.node().ending(request -> Node.unreachable());
    world.add(node, 1, "86400");
    world.pass(Duration.ofDays(1));
    node.settle();
    Node next = world.node();
    world.seconds(60);
    next.settle();
    assertThat(next.started).hasSize(1).allMatch(request -> request.attempt() == 2);
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "succeeded"));
  }

  @Test
  void a_request_takes_the_next_attempt_at_once() {
    Node node = world.node().ending(request -> Node.unreachable());
    world.add(node, 1, "86400");
    world.pass(Duration.ofDays(1));
    node.settle();
    Requested requested = node.engine.request(1, "ops", true);
    assertThat(requested.disposition()).isEqualTo(Requested.Disposition.JOINED);
    node.ending(request -> Node.succeeded()).settle();
    assertThat(node.started).hasSize(2);
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "succeeded"));
    assertThat(world.runs(1).get(0).requestedBy()).isEqualTo("ops");
  }

  @Test
  void a_manual_run_that_waits_is_the_next_attempt() {
    Node node = world.node().ending(request -> Node.unreachable());
    world.add(node, 1, "86400");
    world.pass(Duration.ofDays(1));
    node.tick();
    node.engine.request(1, "ops", true);
    node.finishAll();
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "failed: target_unreachable"));
    node.ending(request -> Node.succeeded()).settle();
    assertThat(world.said(world.runs(1))).isEqualTo("schedule failed, manual succeeded");
  }
}
