package sdesync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.store.Database;
import sdesync.store.TestDatabases;

/** Several nodes on one PostgreSQL: one of them polls. */
@Tag("slow")
class PollingNodesTest {
  @TempDir Path dir;
  private Database database;
  private final List<World> nodes = new ArrayList<>();

  @BeforeEach
  void start() {
    database = TestDatabases.postgres(dir);
    for (int i = 0; i < 3; i++) {
      nodes.add(new World(database));
    }
  }

  @AfterEach
  void stop() {
    database.close();
  }

  private void pass(Duration time) {
    nodes.forEach(node -> node.pass(time));
  }

  /** Each node asks; those that got the turn poll at once. */
  private int tick() {
    int polls = 0;
    for (World node : nodes) {
      if (!node.polls.due().isEmpty()) {
        node.polls.succeeded(node.catalog.accept(World.ids(1, 2)));
        polls++;
      }
    }
    return polls;
  }

  @Test
  void one_poll_is_enough_for_nodes_that_start_together() {
    int polls = 0;
    for (int second = 0; second < 30; second++) {
      polls += tick();
      pass(Duration.ofSeconds(1));
    }
    assertThat(polls).isLessThanOrEqualTo(2).isGreaterThanOrEqualTo(1);
  }

  @Test
  void one_node_per_interval_polls() {
    for (int second = 0; second < 400; second++) {
      tick();
      pass(Duration.ofSeconds(1));
    }
    int polls = 0;
    for (int second = 0; second < 3_000; second++) {
      polls += tick();
      pass(Duration.ofSeconds(1));
    }
    assertThat(polls).isEqualTo(10);
  }

  @Test
  void a_node_that_starts_later_polls_at_once() {
    tick();
    pass(Duration.ofSeconds(60));
    var late = new World(database);
    late.now = nodes.get(0).now;
    assertThat(late.polls.due()).containsExactly(PollScope.ALL);
  }

  @Test
  void a_start_poll_that_died_with_its_node_is_made_up_for() {
    assertThat(nodes.get(0).polls.due()).hasSize(1);
    assertThat(nodes.get(1).polls.due()).as("another is at it").isEmpty();
    pass(Duration.ofSeconds(11));
    assertThat(nodes.get(1).polls.due()).containsExactly(PollScope.ALL);
  }

  @Test
  void a_poller_that_hangs_is_replaced_and_what_it_brings_too_late_changes_nothing() {
    World hangs = nodes.get(0);
    World other = nodes.get(1);
    tick();
    while (hangs.polls.due().isEmpty()) {
      pass(Duration.ofSeconds(1));
    }
    Duration waited = Duration.ZERO;
    while (other.polls.due().isEmpty()) {
      pass(Duration.ofSeconds(1));
      waited = waited.plusSeconds(1);
    }
    assertThat(waited).isEqualTo(Duration.ofMinutes(5));
    other.polls.succeeded(other.catalog.accept(World.ids(1, 2, 3)));
    pass(Duration.ofSeconds(1));
    hangs.polls.succeeded(hangs.catalog.accept(World.ids(1, 2)));
    assertThat(other.listed()).containsExactly(1L, 2L, 3L);
  }
}
