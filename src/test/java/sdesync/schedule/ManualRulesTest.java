package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.schedule.Requested.Disposition;

/** Contract section 5, rules 3 and 4: overlap and requests. */
class ManualRulesTest extends OnStore {
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
    world.seconds(31);
    node.engine.keep();
    world.seconds(30);
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
    assertThat(third.run().message())
        .isEqualTo("It waits for run " + first.run().id() + " to end.");
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
}
