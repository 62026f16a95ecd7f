package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import sdesync.integration.Trigger;

/** The command line at work without a daemon. */
class OnlyRequestedTest extends OnStore {
  @Test
  void runs_what_it_was_asked_for_and_leaves_every_slot_to_the_daemon() {
    Node daemon = world.node();
    world.add(daemon, 1, "3600");
    world.add(daemon, 2, "3600");
    daemon.tick();
    world.pass(Duration.ofHours(3).plusMinutes(30));
    Node cli = cli();
    cli.engine.request(1, "ann", true);
    cli.settle();
    assertThat(cli.started).hasSize(1).allMatch(request -> request.trigger() == Trigger.MANUAL);
    assertThat(world.said(world.runs(1))).isEqualTo("manual succeeded");
    assertThat(world.runs(2)).isEmpty();

    world.node().settle();
    assertThat(world.slots(1))
        .isEqualTo(Map.of(3_600L, "skipped: missed x2", 10_800L, "succeeded"));
  }

  @Test
  void leaves_what_others_asked_for() {
    Node daemon = world.node();
    world.add(daemon, 1, "manually");
    world.add(daemon, 2, "manually");
    daemon.engine.request(1, "bob", true);
    Node cli = cli();
    cli.engine.request(2, "ann", true);
    cli.settle();
    assertThat(cli.started).extracting(request -> request.integration().id()).containsExactly(2L);
  }

  @Test
  void sees_its_runs_through_their_retries() {
    Node cli = cli().ending(request -> Node.unreachable());
    world.add(cli, 1, "manually");
    cli.engine.request(1, "ann", true);
    cli.settle();
    world.seconds(60);
    cli.settle();
    world.seconds(120);
    cli.settle();
    assertThat(cli.started).hasSize(3);
    assertThat(cli.finished).hasSize(1);
  }

  @Test
  void runs_hundreds_one_after_the_other_in_its_places() {
    Node cli = cli();
    for (int id = 1; id <= 600; id++) {
      world.add(cli, id, "manually");
      cli.engine.request(id, "ann", true);
    }
    cli.tick();
    assertThat(cli.claimed()).isEqualTo(16);
    cli.settle();
    assertThat(cli.started).hasSize(600);
  }

  private Node cli() {
    return new Node(
        world.database,
        World::rule,
        world.time,
        new LedgerSettings(Node.SETTINGS, true),
        EngineMode.ONLY_REQUESTED);
  }
}
