package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.schedule.EngineSettings.AutoPause;
import sdesync.schedule.Requested.Disposition;

/** Contract section 5, rule 5, and run.auto-pause. */
class PauseRulesTest extends OnStore {
  @Test
  void what_runs_goes_on_slots_are_skipped_and_nothing_is_caught_up() {
    Node node = world.node();
    world.add(node, 1, "60");
    world.seconds(60);
    node.tick();
    node.engine.pause(1, null, "maintenance", "ann");
    node.finishAll();
    for (int i = 0; i < 5; i++) {
      world.seconds(60);
      node.settle();
    }
    node.engine.resume(1, "ann");
    node.settle();
    world.seconds(60);
    node.settle();
    assertThat(world.slots(1))
        .isEqualTo(Map.of(60L, "succeeded", 120L, "skipped: paused x5", 420L, "succeeded"));
    assertThat(world.runs(1, RunState.SKIPPED).get(0).message()).contains("ann", "maintenance");
  }

  @Test
  void what_waits_unasked_ends_and_so_do_retries() {
    Node node = world.node(settings(1, 1)).ending(request -> Node.unreachable());
    world.add(node, 1, "86400");
    world.add(node, 2, "86400");
    world.pass(Duration.ofDays(1));
    node.tick().finishAll(); // 1 waits for another attempt, 2 for its place
    node.engine.pause(1, null, null, "ann");
    node.engine.pause(2, null, null, "ann");
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "skipped: paused"));
    assertThat(world.slots(2)).isEqualTo(Map.of(86_400L, "skipped: paused"));
    world.pass(Duration.ofDays(1));
    node.settle();
    assertThat(world.slots(2)).isEqualTo(Map.of(86_400L, "skipped: paused x2"));
  }

  @Test
  void slots_of_a_pause_are_not_missed_when_no_node_was_there() {
    Node node = world.node();
    world.add(node, 1, "3600");
    node.engine.pause(1, null, null, "ann");
    world.pass(Duration.ofHours(10).plusMinutes(30));
    Node next = world.node();
    next.engine.resume(1, "ann");
    next.settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(3_600L, "skipped: paused x10"));
  }

  @Test
  void a_manual_run_that_waits_goes_on_but_its_retry_ends() {
    Node node = world.node(settings(1, 1)).ending(request -> Node.unreachable());
    world.add(node, 1, "manually");
    world.add(node, 2, "manually");
    node.engine.request(2, "ops", true);
    node.tick();
    node.engine.request(1, "ops", true);
    node.engine.pause(1, null, null, "ann");
    assertThat(world.said(world.runs(1))).isEqualTo("manual queued");
    node.settle();
    assertThat(world.said(world.runs(1))).isEqualTo("manual queued");
    assertThat(world.runs(1).get(0).attempt()).isEqualTo(1);
    node.engine.pause(2, null, null, "ann");
    assertThat(world.said(world.runs(2))).isEqualTo("manual skipped");
    assertThat(world.runs(2).get(0).reason()).isEqualTo(Reason.PAUSED);
  }

  @Test
  void a_pause_ends_at_its_time() {
    Node node = world.node();
    world.add(node, 1, "3600");
    node.engine.pause(1, world.at(5_000), null, "ann");
    for (int i = 0; i < 120; i++) {
      world.pass(Duration.ofMinutes(1));
      node.settle();
    }
    assertThat(world.slots(1)).isEqualTo(Map.of(3_600L, "skipped: paused", 7_200L, "succeeded"));
    assertThat(world.now(1).pause()).isNull();
  }

  @Test
  void a_pause_that_ended_while_no_node_was_there_leaves_later_slots_missed() {
    Node node = world.node();
    world.add(node, 1, "3600");
    node.engine.pause(1, world.at(8_000), null, "ann");
    world.pass(Duration.ofHours(4).plusMinutes(30));
    world.node().settle();
    assertThat(world.slots(1))
        .isEqualTo(
            Map.of(3_600L, "skipped: paused x2", 10_800L, "skipped: missed", 14_400L, "succeeded"));
  }

  @Test
  void a_paused_one_runs_by_hand_when_named_by_id_only() {
    Node node = world.node();
    world.add(node, 1, "3600");
    node.engine.pause(1, null, null, "ann");
    assertThat(node.engine.request(1, "ops", false).disposition()).isEqualTo(Disposition.REFUSED);
    assertThat(node.engine.request(1, "ops", true).disposition()).isEqualTo(Disposition.STARTED);
    node.settle();
    assertThat(world.said(world.runs(1))).isEqualTo("manual refused, manual succeeded");
  }

  @Test
  void many_failures_of_its_own_over_that_time_pause_it() {
    Node node = failing(new AutoPause(3, Duration.ofHours(2)));
    world.add(node, 1, "3600");
    for (int hour = 0; hour < 6; hour++) {
      world.pass(Duration.ofHours(1));
      node.settle();
    }
    assertThat(world.slots(1))
        .isEqualTo(
            Map.of(
                3_600L, "failed: exit_code",
                7_200L, "failed: exit_code",
                10_800L, "failed: exit_code",
                14_400L, "skipped: paused x3"));
    assertThat(world.now(1).pause()).isNotNull().matches(pause -> pause.auto());
  }

  @Test
  void failures_of_its_own_within_less_time_do_not_pause_it() {
    Node node = failing(new AutoPause(3, Duration.ofDays(7)));
    world.add(node, 1, "3600");
    for (int hour = 0; hour < 6; hour++) {
      world.pass(Duration.ofHours(1));
      node.settle();
    }
    assertThat(world.now(1).pause()).isNull();
    assertThat(world.now(1).failures()).isEqualTo(6);
  }

  @Test
  void one_success_begins_the_count_anew_and_sd_elements_absence_does_not_count() {
    Node node = failing(new AutoPause(3, Duration.ofHours(1)));
    world.add(node, 1, "3600");
    for (int hour = 1; hour <= 12; hour++) {
      int now = hour;
      node.ending(
          request ->
              now % 3 == 0
                  ? Node.succeeded()
                  : now % 3 == 1
                      ? Node.failed()
                      : Outcome.of(RunState.FAILED, Reason.SDE_UNREACHABLE, "No answer."));
      world.pass(Duration.ofHours(1));
      node.settle();
    }
    assertThat(world.runs(1)).hasSize(12).extracting(Run::state).doesNotContain(RunState.SKIPPED);
    assertThat(world.now(1).failures()).isZero();
  }

  @Test
  void one_failure_fewer_does_not_pause_it() {
    Node node = failing(new AutoPause(3, Duration.ZERO));
    world.add(node, 1, "3600");
    for (int failures = 1; failures <= 3; failures++) {
      assertThat(world.now(1).pause()).isNull();
      world.pass(Duration.ofHours(1));
      node.settle();
    }
    assertThat(world.now(1).pause()).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"SDE_UNREACHABLE", "SDE_UNAUTHORIZED", "NODE_LOST", "DISK_FULL"})
  void what_is_no_fault_of_its_own_never_pauses_it(Reason why) {
    Node node = failing(new AutoPause(1, Duration.ZERO));
    node.ending(request -> Outcome.of(RunState.FAILED, why, "Not its own."));
    world.add(node, 1, "3600");
    world.pass(Duration.ofHours(1));
    node.settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(3_600L, "failed: " + why.wireName()));
    assertThat(world.now(1).pause()).isNull();
    assertThat(world.now(1).failures()).isZero();
  }

  private Node failing(AutoPause rule) {
    EngineSettings s = Node.SETTINGS;
    return world
        .node(
            new EngineSettings(
                s.node(),
                16,
                4,
                s.drain(),
                s.grace(),
                s.lease(),
                2,
                s.backoff(),
                Optional.of(rule)))
        .ending(request -> Node.failed());
  }
}
