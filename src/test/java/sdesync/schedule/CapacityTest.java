package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import sdesync.history.RunState;
import sdesync.integration.Integration;
import sdesync.integration.RunRequest;
import sdesync.store.RunHistory;

/** run.concurrency and run.per-target. */
class CapacityTest extends OnStore {
  @Test
  void a_thousand_slots_due_at_once_never_run_more_than_there_are_places() {
    Node node = world.node(settings(16, 4));
    // 900 of them go to one host.
    world.add(
        node,
        IntStream.rangeClosed(1, 1_000)
            .mapToObj(id -> World.integration(id, "86400", id <= 900 ? "hot" : "target" + id))
            .toArray(Integration[]::new));
    world.seconds(86_400);
    node.tick();
    assertThat(node.claimed()).isEqualTo(16);
    world.seconds(1);
    node.tick();
    assertThat(node.claimed()).isEqualTo(16);
    Map<RunState, Long> counts = world.database.inTransaction(new RunHistory()::counts);
    assertThat(counts).isEqualTo(Map.of(RunState.RUNNING, 16L, RunState.QUEUED, 984L));
    int others = 0;
    while (node.claimed() > 0) {
      assertThat(node.claimed()).isLessThanOrEqualTo(16);
      node.finishOne();
      node.tick();
      others++;
    }
    assertThat(others).isEqualTo(1_000);
    assertThat(node.started).extracting(r -> r.integration().id()).doesNotHaveDuplicates();
  }

  @Test
  void a_full_or_hanging_target_never_delays_another() {
    Node node = world.node(settings(16, 4));
    for (int id = 1; id <= 40; id++) {
      world.add(node, World.integration(id, "60", "hanging"));
    }
    world.add(node, World.integration(99, "60", "other"));
    world.seconds(60);
    node.tick();
    assertThat(node.claimed()).isEqualTo(5);
    node.finishAll();
    assertThat(perTarget(node)).isEqualTo(Map.of("hanging", 4, "other", 1));
  }

  @Test
  void of_a_thousand_slots_900_for_one_host_never_take_more_than_its_places() {
    Node node = world.node(settings(16, 4));
    world.add(
        node,
        IntStream.rangeClosed(1, 1_000)
            .mapToObj(id -> World.integration(id, "86400", id <= 900 ? "hot" : "target" + id))
            .toArray(Integration[]::new));
    world.seconds(86_400);
    for (int round = 1; round <= 3; round++) {
      node.tick();
      assertThat(node.claimed()).isEqualTo(16);
      node.finishAll();
      assertThat(perTarget(node)).containsEntry("hot", 4 * round);
    }
  }

  @Test
  void a_manual_run_goes_before_a_thousand_that_wait() {
    Node node = world.node(settings(1, 1));
    world.add(
        node,
        IntStream.rangeClosed(1, 1_000)
            .mapToObj(id -> World.integration(id, "86400", "target" + id))
            .toArray(Integration[]::new));
    world.add(node, World.integration(2_000, "manually", "another"));
    world.seconds(86_400);
    node.tick();
    node.engine.request(2_000, "alice", true);
    node.finishOne();
    node.tick();
    node.finishOne();
    assertThat(node.started.get(1).integration().id()).isEqualTo(2_000);
  }

  @Test
  void a_place_of_a_target_is_free_again_when_its_run_ends() {
    Node node = world.node(settings(16, 2));
    for (int id = 1; id <= 5; id++) {
      world.add(node, World.integration(id, "86400", "one"));
    }
    world.seconds(86_400);
    node.tick();
    assertThat(node.claimed()).isEqualTo(2);
    node.finishOne();
    node.tick();
    assertThat(node.claimed()).isEqualTo(2);
    node.settle();
    assertThat(node.started).hasSize(5);
  }

  @Test
  void integrations_without_a_known_target_share_no_limit() {
    Node node = world.node(settings(16, 1));
    for (int id = 1; id <= 5; id++) {
      world.add(node, World.integration(id, "60", null));
    }
    world.seconds(60);
    assertThat(node.tick().claimed()).isEqualTo(5);
  }

  private static Map<String, Integer> perTarget(Node node) {
    var count = new HashMap<String, Integer>();
    for (RunRequest request : node.started) {
      count.merge(String.valueOf(request.integration().target()), 1, Integer::sum);
    }
    return count;
  }
}
