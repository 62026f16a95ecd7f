package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sdesync.history.RunState;

/** Contract section 5, rules 1 and 6: the list or the settings change. */
class ChangeRulesTest extends OnStore {
  @Test
  void a_changed_frequency_counts_from_the_moment_it_is_seen() {
    Node node = world.node();
    world.add(node, 1, "86400");
    world.pass(Duration.ofHours(10).plusMinutes(30));
    node.settle();
    world.change(node, 1, "3600");
    node.settle();
    assertThat(world.runs(1)).isEmpty();
    assertThat(world.nextSlot(1)).contains(world.at(11 * 3_600));
  }

  @Test
  void slots_that_came_before_the_change_was_seen_are_accounted_for_by_the_old_frequency() {
    Node node = world.node();
    world.add(node, 1, "60");
    world.seconds(200);
    world.change(node, 1, "86400");
    node.settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(60L, "succeeded", 120L, "skipped: overlap x2"));
    assertThat(world.nextSlot(1)).contains(world.at(86_400));
  }

  @Test
  void a_change_seen_after_the_clock_was_set_back_brings_no_slot_again() {
    Node node = world.node();
    world.add(node, 1, "3600");
    world.pass(Duration.ofHours(1));
    node.settle();
    world.time.set(world.at(1_800));
    world.change(node, 1, "1800");
    assertThat(world.nextSlot(1)).contains(world.at(5_400));
  }

  @Test
  void what_waited_for_its_slot_waits_no_more_when_it_becomes_manual() {
    Node node = world.node(settings(1, 1));
    world.add(node, 1, "3600");
    world.add(node, 2, "3600");
    world.pass(Duration.ofHours(1));
    node.tick();
    world.change(node, 2, "manually");
    node.settle();
    assertThat(world.slots(2)).isEqualTo(Map.of(3_600L, "skipped: frequency_changed"));
    assertThat(world.nextSlot(2)).isEmpty();
  }

  @Test
  void a_gone_one_has_no_slots_until_it_is_back_and_none_is_caught_up() {
    Node node = world.node();
    world.add(node, 1, "3600");
    world.pass(Duration.ofHours(1));
    node.settle();
    world.remove(node, 1);
    world.pass(Duration.ofHours(5).plusMinutes(30));
    node.settle();
    world.bringBack(node, 1);
    node.settle();
    world.pass(Duration.ofMinutes(30));
    node.settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(3_600L, "succeeded", 7 * 3_600L, "succeeded"));
  }

  @Test
  void what_runs_when_it_goes_finishes_and_what_waits_ends() {
    Node node = world.node();
    world.add(node, 1, "3600");
    world.pass(Duration.ofHours(1));
    node.tick();
    node.engine.request(1, "ops", true);
    world.remove(node, 1);
    node.settle();
    assertThat(world.said(world.runs(1))).isEqualTo("schedule succeeded, manual refused");
  }

  @Test
  void a_slot_due_when_it_goes_is_skipped_for_that() {
    Node node = world.node();
    world.add(node, 1, "3600");
    world.pass(Duration.ofHours(1));
    world.remove(node, 1);
    node.settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(3_600L, "skipped: gone"));
  }

  @Test
  void other_settings_at_the_next_start_plan_the_next_slot_anew() {
    Node node = world.node();
    world.add(node, 1, "86400");
    world.pass(Duration.ofMinutes(30));
    node.settle();
    SlotRule hourly = (one, after) -> World.rule(World.integration(1, "3600", "t"), after);
    new Node(world.database, hourly, world.time).tick();
    assertThat(world.nextSlot(1)).contains(world.at(3_600));
  }

  @Test
  void a_slot_missed_under_other_settings_is_caught_up_alone() {
    Node node = world.node();
    world.add(node, 1, "86400");
    node.settle();
    world.pass(Duration.ofHours(30).plusMinutes(30));
    SlotRule hourly = (one, after) -> World.rule(World.integration(1, "3601", "t"), after);
    new Node(world.database, hourly, world.time).settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "succeeded"));
    assertThat(world.nextSlot(1).orElseThrow()).isAfter(world.time.now());
  }

  @Test
  void a_running_one_gets_its_new_slot_too() {
    Node node = world.node();
    world.add(node, 1, "3600");
    world.pass(Duration.ofHours(1));
    node.tick();
    world.change(node, 1, "60");
    world.seconds(60);
    node.tick();
    node.finishAll();
    world.seconds(60);
    node.settle();
    assertThat(world.slots(1))
        .isEqualTo(Map.of(3_600L, "succeeded", 3_660L, "skipped: overlap", 3_720L, "succeeded"));
    assertThat(world.runs(1, RunState.RUNNING)).isEmpty();
  }

  @Test
  void what_waited_runs_as_the_integration_is_now_and_its_row_says_so() {
    Node node = world.node(settings(1, 1));
    world.add(node, World.integration(1, "3600", "one"), World.integration(2, "3600", "before"));
    world.pass(Duration.ofHours(1));
    node.tick();
    assertThat(world.runs(2).get(0).target()).isEqualTo("before");
    world.change(node, 2, "3600");
    node.settle();
    assertThat(node.started.get(1).integration().target()).isEqualTo("target2");
    assertThat(world.runs(2).get(0).target()).isEqualTo("target2");
  }
}
