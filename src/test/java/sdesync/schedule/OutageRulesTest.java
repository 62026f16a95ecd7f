package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;

/** Contract section 5, rule 7: SD Elements is known to be down. */
class OutageRulesTest extends OnStore {
  @Test
  void the_newest_slot_waits_and_runs_with_the_first_good_answer() {
    Node node = world.node();
    world.add(node, 1, "3600");
    node.gate(Reason.SDE_UNREACHABLE);
    for (int minute = 0; minute < 24 * 60; minute += 5) {
      world.pass(Duration.ofMinutes(5));
      node.settle();
    }
    assertThat(node.started).isEmpty();
    assertThat(world.slots(1))
        .isEqualTo(
            Map.of(
                3_600L, "skipped: sde_unreachable x23",
                86_400L, "queued: sde_unreachable"));
    node.openGate();
    node.settle();
    assertThat(world.slots(1))
        .isEqualTo(Map.of(3_600L, "skipped: sde_unreachable x23", 86_400L, "succeeded"));
    world.pass(Duration.ofHours(1));
    node.settle();
    assertThat(world.slots(1)).containsEntry(90_000L, "succeeded");
  }

  @Test
  void the_run_that_waits_keeps_its_id_once_a_first_one_was_replaced() {
    Node node = world.node();
    world.add(node, 1, "3600");
    node.gate(Reason.SDE_UNAUTHORIZED);
    world.pass(Duration.ofHours(1));
    node.tick();
    String first = world.runs(1, RunState.QUEUED).get(0).id();
    world.pass(Duration.ofHours(1));
    node.tick();
    Run second = world.runs(1, RunState.QUEUED).get(0);
    assertThat(world.runs(1, RunState.SKIPPED)).extracting(Run::id).containsExactly(first);
    world.pass(Duration.ofHours(1));
    node.tick();
    assertThat(world.runs(1, RunState.QUEUED).get(0).id()).isEqualTo(second.id());
    assertThat(world.runs(1)).hasSize(2);
  }

  @Test
  void what_waited_for_its_place_says_that_it_waits_for_sd_elements_now() {
    Node node = world.node(settings(1, 1));
    world.add(node, 1, "3600");
    world.add(node, 2, "3600");
    world.pass(Duration.ofHours(1));
    node.tick();
    assertThat(world.slots(2)).isEqualTo(Map.of(3_600L, "queued"));
    node.gate(Reason.SDE_UNREACHABLE);
    node.tick().finishAll().tick();
    assertThat(world.slots(2)).isEqualTo(Map.of(3_600L, "queued: sde_unreachable"));
    assertThat(node.claimed()).isZero();
    node.openGate();
    node.tick();
    assertThat(node.claimed()).isEqualTo(1);
    assertThat(world.slots(2)).isEqualTo(Map.of(3_600L, "running"));
  }

  @Test
  void a_request_is_tried_all_the_same() {
    Node node = world.node();
    world.add(node, 1, "3600");
    node.gate(Reason.SDE_UNREACHABLE);
    world.pass(Duration.ofHours(1));
    node.tick();
    node.engine.request(1, "ops", true);
    node.settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(3_600L, "succeeded"));
  }

  @Test
  void a_newer_slot_takes_no_place_from_what_somebody_asked_for() {
    Node node = world.node(settings(1, 1));
    world.add(node, 1, "manually");
    world.add(node, 2, "3600");
    node.engine.request(1, "ops", true);
    node.tick();
    node.engine.request(2, "ops", true);
    node.gate(Reason.SDE_UNREACHABLE);
    world.pass(Duration.ofHours(1));
    node.tick();
    assertThat(world.said(world.runs(2))).isEqualTo("manual queued, schedule skipped");
    assertThat(world.slots(2)).isEqualTo(Map.of(3_600L, "skipped: overlap"));
  }

  @Test
  void a_retry_waits_too_and_ends_as_failed_when_a_newer_slot_comes() {
    Node node = world.node().ending(request -> Node.unreachable());
    world.add(node, 1, "3600");
    world.pass(Duration.ofHours(1));
    node.settle();
    node.gate(Reason.SDE_UNREACHABLE);
    world.pass(Duration.ofMinutes(30));
    node.settle();
    assertThat(node.started).hasSize(1);
    world.pass(Duration.ofMinutes(30));
    node.settle();
    assertThat(world.slots(1))
        .isEqualTo(Map.of(3_600L, "failed: sde_unreachable", 7_200L, "queued: sde_unreachable"));
  }

  @Test
  void slots_missed_before_wait_as_one_catch_up() {
    Node node = world.node();
    world.add(node, 1, "3600");
    node.tick();
    world.pass(Duration.ofHours(4).plusMinutes(10));
    Node next = world.node();
    next.gate(Reason.SDE_UNREACHABLE);
    next.tick();
    assertThat(world.slots(1))
        .isEqualTo(Map.of(3_600L, "skipped: missed x3", 14_400L, "queued: sde_unreachable"));
    next.openGate();
    next.settle();
    assertThat(world.slots(1)).containsEntry(14_400L, "succeeded");
  }
}
