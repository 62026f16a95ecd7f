package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Trigger;

/** Contract section 5, rule 1: every slot is accounted for, once. */
class SlotRulesTest extends OnStore {
  @Test
  void every_slot_of_a_month_runs_once() {
    Node node = world.node();
    world.add(node, 1, "86400");
    for (int day = 0; day < 31; day++) {
      world.pass(Duration.ofDays(1));
      node.settle();
    }
    assertThat(world.slots(1))
        .hasSize(31)
        .allSatisfy((slot, said) -> assertThat(said).isEqualTo("succeeded"));
    assertThat(node.started).hasSize(31).allMatch(request -> request.trigger() == Trigger.SCHEDULE);
    assertThat(node.finished).hasSize(31);
  }

  @Test
  void there_are_no_slots_before_it_was_first_seen() {
    Node node = world.node();
    node.tick();
    world.seconds(3_600);
    world.add(node, 1, "60");
    node.settle();
    assertThat(world.runs(1)).isEmpty();
    assertThat(world.nextSlot(1)).contains(world.at(3_660));
  }

  @Test
  void manually_and_unknown_frequencies_never_run_by_themselves() {
    Node node = world.node();
    world.add(node, 1, "manually");
    world.add(node, 2, "fortnightly");
    world.pass(Duration.ofDays(40));
    node.settle();
    assertThat(node.started).isEmpty();
    assertThat(world.nextSlot(1)).isEmpty();
  }

  @Test
  void a_slot_missed_while_no_node_was_there_is_caught_up_once_and_the_older_ones_are_skipped() {
    Node node = world.node();
    world.add(node, 1, "3600");
    node.settle();
    world.pass(Duration.ofHours(5).plusMinutes(10));
    world.node().settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(3600L, "skipped: missed x4", 18_000L, "succeeded"));
    assertThat(world.runs(1).get(1).trigger()).isEqualTo(Trigger.CATCH_UP);
  }

  @Test
  void without_catch_up_no_missed_slot_runs() {
    Node node = world.node();
    world.add(node, 1, "3600");
    node.settle();
    world.pass(Duration.ofHours(5).plusMinutes(10));
    new Node(
            world.database,
            World::rule,
            world.time,
            new LedgerSettings(Node.SETTINGS, false),
            EngineMode.EVERYTHING)
        .settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(3600L, "skipped: missed x5"));
  }

  @Test
  void a_slot_is_not_missed_when_a_node_is_there_within_five_minutes() {
    Node node = world.node();
    world.add(node, 1, "3600");
    node.settle();
    world.pass(Duration.ofHours(1).plusMinutes(4));
    Node next = world.node().settle();
    assertThat(next.started).hasSize(1).allMatch(r -> r.trigger() == Trigger.SCHEDULE);
  }

  @Test
  void waiting_for_room_is_not_missing() {
    Node node = world.node(settings(1, 1));
    world.add(node, 1, "3600");
    world.add(node, 2, "3600");
    world.pass(Duration.ofHours(1));
    node.tick();
    assertThat(world.runs(2, RunState.QUEUED)).hasSize(1);
    for (int i = 0; i < 60; i++) {
      world.pass(Duration.ofMinutes(1));
      node.tick();
    }
    node.settle();
    assertThat(world.slots(2)).containsEntry(3600L, "succeeded");
  }

  @Test
  void a_clock_set_back_runs_no_slot_twice() {
    Node node = world.node();
    world.add(node, 1, "60");
    world.seconds(180);
    node.settle();
    for (int i = 0; i < 3; i++) {
      world.seconds(60);
      node.settle();
    }
    world.time.set(world.at(200));
    for (int i = 0; i < 5; i++) {
      world.node().settle();
      world.seconds(60);
      node.settle();
    }
    assertThat(world.runs(1)).extracting(Run::slot).doesNotHaveDuplicates();
    assertThat(world.slots(1).values()).noneMatch(said -> said.contains(","));
  }

  @Test
  void a_clock_set_back_does_not_hold_up_what_waits() {
    Node node = world.node(settings(1, 1));
    world.add(node, 1, "3600");
    world.add(node, 2, "3600");
    world.pass(Duration.ofHours(1));
    node.tick();
    world.time.set(World.START);
    node.finishAll().tick();
    assertThat(node.claimed()).isEqualTo(1);
  }
}
