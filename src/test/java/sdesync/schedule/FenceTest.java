package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import sdesync.store.Capacity;
import sdesync.store.ScheduleStore;
import sdesync.store.ScheduleStore.Sighting;

/** What was seen before the row was locked may be over: each moment looks again, under the lock. */
class FenceTest extends OnStore {
  private static final Capacity ROOM = new Capacity(16, 4, Map.of(), false, List.of());

  @Test
  void an_integration_that_was_claimed_meanwhile_is_not_claimed_again() {
    Node node = running();
    node.engine.request(1, "ops", true);
    Books books = node.ledger.books();
    var lease = new Lease(Node.SETTINGS.lease(), books.clocks(), new InFlight(Node.SETTINGS));
    var late = new Claim(books, "another process", lease);
    assertThat(late.take(1L, ROOM, Optional.empty())).isEmpty();
    node.settle();
    assertThat(world.said(world.runs(1))).isEqualTo("schedule succeeded, manual succeeded");
  }

  @Test
  void a_node_that_beat_meanwhile_is_not_dead() {
    Node node = running();
    Sighting seen = sighting();
    world.pass(Heart.beatEvery(Node.SETTINGS));
    node.engine.keep();
    assertThat(sighting().beat()).isGreaterThan(seen.beat());
    assertThat(new Reap(node.ledger.books()).reap(seen)).isEmpty();
    assertThat(new Reap(node.ledger.books()).reap(sighting())).isPresent();
  }

  @Test
  void a_run_that_ended_meanwhile_is_not_lost_nor_is_the_next_one() {
    Node node = running();
    Sighting seen = sighting();
    node.finishAll();
    node.engine.request(1, "ops", true);
    node.tick();
    assertThat(node.claimed()).isEqualTo(1);
    var same = new Sighting(1, seen.version(), sighting().beat());
    assertThat(new Reap(node.ledger.books()).reap(same)).isEmpty();
    node.settle();
    assertThat(world.said(world.runs(1))).isEqualTo("schedule succeeded, manual succeeded");
  }

  private Node running() {
    Node node = world.node();
    world.add(node, 1, "86400");
    world.pass(Duration.ofDays(1));
    node.tick();
    assertThat(node.claimed()).isEqualTo(1);
    return node;
  }

  private Sighting sighting() {
    return world
        .database
        .inTransaction(tx -> new ScheduleStore(world.database).sightings(tx, "nobody"))
        .get(0);
  }
}
