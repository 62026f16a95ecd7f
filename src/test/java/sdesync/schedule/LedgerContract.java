package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.StopCause;
import sdesync.integration.Trigger;
import sdesync.schedule.Requested.Disposition;

/** The rules of contract section 5, on whatever database a subclass opens. */
abstract class LedgerContract {
  private World world;

  abstract World open() throws Exception;

  @BeforeEach
  void openWorld() throws Exception {
    world = open();
  }

  @AfterEach
  void closeWorld() {
    world.close();
  }

  // Rule 1: every slot is accounted for.

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

  // Rule 1: cut runs.

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
          return sdesync.history.Outcome.of(RunState.CANCELLED, Reason.SHUTDOWN, "Stopped.");
        });
    node.tick().finishAll();
    assertThat(world.said(world.runs(1))).isEqualTo("schedule cancelled, recovery queued");
    world.node().settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(86_400L, "cancelled: shutdown, succeeded"));
  }

  // Rule 3 and 4: overlap and manual runs.

  @Test
  void slots_that_come_while_it_runs_are_skipped_in_one_row() {
    Node node = world.node();
    world.add(node, 1, "60");
    world.seconds(60);
    node.tick();
    for (int i = 0; i < 5; i++) {
      world.seconds(60);
      node.tick();
    }
    node.finishAll();
    world.seconds(60);
    node.settle();
    assertThat(world.slots(1))
        .isEqualTo(Map.of(60L, "succeeded", 120L, "skipped: overlap x5", 420L, "succeeded"));
    Run skipped = world.runs(1, RunState.SKIPPED).get(0);
    assertThat(skipped.slotLast()).isEqualTo(world.at(360));
  }

  @Test
  void a_slot_that_came_during_the_run_does_not_run_when_it_ends_before_anybody_looked() {
    Node node = world.node();
    world.add(node, 1, "60");
    world.seconds(60);
    node.tick();
    world.seconds(61);
    node.finishAll().settle();
    assertThat(world.slots(1)).isEqualTo(Map.of(60L, "succeeded", 120L, "skipped: overlap"));
  }

  @Test
  void a_manual_request_starts_joins_or_queues() {
    Node node = world.node();
    world.add(node, 1, "manually");
    Requested first = node.engine.request(1, "ann", true);
    Requested second = node.engine.request(1, "bob", true);
    assertThat(first.disposition()).isEqualTo(Disposition.STARTED);
    assertThat(second.disposition()).isEqualTo(Disposition.JOINED);
    assertThat(second.run().id()).isEqualTo(first.run().id());
    node.tick();
    Requested third = node.engine.request(1, "cid", true);
    Requested fourth = node.engine.request(1, "dan", true);
    assertThat(third.disposition()).isEqualTo(Disposition.QUEUED);
    assertThat(fourth.disposition()).isEqualTo(Disposition.JOINED);
    assertThat(fourth.run().id()).isEqualTo(third.run().id());
    node.settle();
    assertThat(world.said(world.runs(1))).isEqualTo("manual succeeded, manual succeeded");
  }

  @Test
  void a_slot_that_comes_while_a_manual_run_waits_is_skipped() {
    Node node = world.node(settings(1, 1));
    world.add(node, 1, "manually");
    world.add(node, 2, "60");
    node.engine.request(1, "ops", true);
    node.tick();
    node.engine.request(2, "ops", true);
    world.seconds(60);
    node.tick();
    node.settle();
    assertThat(world.slots(2)).isEqualTo(Map.of(60L, "skipped: overlap"));
    assertThat(world.said(world.runs(2))).isEqualTo("manual succeeded, schedule skipped");
  }

  @Test
  void a_gone_one_is_refused() {
    Node node = world.node();
    world.add(node, 1, "60");
    world.remove(node, 1);
    Requested requested = node.engine.request(1, "ops", true);
    assertThat(requested.disposition()).isEqualTo(Disposition.REFUSED);
    assertThat(requested.run().reason()).isEqualTo(Reason.GONE);
    assertThat(world.runs(1, RunState.REFUSED)).hasSize(1);
  }

  @Test
  void a_manual_run_goes_before_scheduled_ones_that_wait() {
    Node node = world.node(settings(1, 1));
    for (int id = 1; id <= 5; id++) {
      world.add(node, id, "60");
    }
    world.add(node, 9, "manually");
    world.seconds(60);
    node.tick();
    node.engine.request(9, "ops", true);
    node.finishAll().tick();
    node.finishAll();
    assertThat(node.started.get(1).integration().id()).isEqualTo(9);
  }

  static EngineSettings settings(int concurrency, int perTarget) {
    EngineSettings s = Node.SETTINGS;
    return new EngineSettings(
        s.node(),
        concurrency,
        perTarget,
        s.drain(),
        s.grace(),
        s.lease(),
        s.retries(),
        s.backoff(),
        s.autoPause());
  }

  /** Another process begins after the first died without a word. */
  private Node takeOver() {
    Node next = world.node();
    next.tick();
    if (!world.database.singleProcess()) {
      for (int i = 0; i < 24; i++) {
        world.seconds(5);
        next.tick();
      }
    }
    return next;
  }

  World world() {
    return world;
  }
}
