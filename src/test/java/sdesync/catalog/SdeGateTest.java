package sdesync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import sdesync.history.Reason;
import sdesync.sde.SdeFailure.Kind;
import sdesync.store.TestDatabases;

/** What is known of SD Elements between two polls, from polls and from runs. */
class SdeGateTest extends PollingWorld {
  @Test
  void what_a_poll_meets_is_known_until_a_good_answer() {
    assertThat(world.polls.sdeProblem()).isEmpty();
    world.polls.due();
    fail(Kind.UNREACHABLE);
    assertThat(world.polls.sdeProblem()).contains(Reason.SDE_UNREACHABLE);
    untilDue();
    fail(Kind.UNAUTHORIZED);
    assertThat(world.polls.sdeProblem()).contains(Reason.SDE_UNAUTHORIZED);
    untilDue();
    fail(Kind.BAD_ANSWER);
    assertThat(world.polls.sdeProblem()).as("it answers").isEmpty();
    untilDue();
    good();
    assertThat(world.polls.sdeProblem()).isEmpty();
  }

  @Test
  void what_another_node_met_is_known_here_with_the_next_tick() {
    var other = new World(world.database);
    world.polls.due();
    fail(Kind.UNREACHABLE);
    assertThat(other.polls.sdeProblem()).isEmpty();
    other.polls.due();
    assertThat(other.polls.sdeProblem()).contains(Reason.SDE_UNREACHABLE);
  }

  @Test
  void one_project_the_token_may_not_see_holds_up_no_other() {
    world.close();
    world = new World(TestDatabases.h2(dir.resolve("two")), 7L, 8L);
    world.polls.due();
    world.polls.failed(new PollScope(7L), failure(Kind.UNAUTHORIZED, null));
    assertThat(world.polls.sdeProblem()).isEmpty();
    world.polls.failed(new PollScope(8L), failure(Kind.UNAUTHORIZED, null));
    assertThat(world.polls.sdeProblem()).contains(Reason.SDE_UNAUTHORIZED);
  }

  @Test
  void with_the_first_good_list_the_others_that_failed_alike_are_tried_at_once() {
    world.close();
    world = new World(TestDatabases.h2(dir.resolve("two")), 7L, 8L);
    world.polls.due();
    world.polls.failed(new PollScope(8L), failure(Kind.UNREACHABLE, Duration.ofHours(1)));
    world.polls.failed(new PollScope(7L), failure(Kind.UNREACHABLE, null));
    untilDue();
    world.polls.succeeded(
        world.catalog.accept(new sdesync.sde.IntegrationList(7L, true, List.of(), List.of())));
    assertThat(world.polls.sdeProblem()).isEmpty();
    assertThat(world.polls.due()).containsExactly(new PollScope(8L));
  }

  @Test
  void a_run_that_gets_no_answer_closes_the_gate_and_brings_a_poll_soon() {
    world.polls.due();
    good();
    world.pass(Duration.ofSeconds(40));
    world.polls.failed(failure(Kind.UNREACHABLE, null));
    assertThat(world.polls.sdeProblem()).contains(Reason.SDE_UNREACHABLE);
    assertThat(world.polls.due()).containsExactly(PollScope.ALL);
    good();
    assertThat(world.polls.sdeProblem()).isEmpty();
  }

  @Test
  void runs_that_fail_again_and_again_bring_a_poll_every_half_minute_at_most() {
    world.polls.due();
    good();
    world.polls.failed(failure(Kind.UNREACHABLE, null));
    assertThat(untilDue()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void a_run_that_is_refused_leaves_the_word_to_a_poll() {
    world.polls.due();
    good();
    world.pass(Duration.ofSeconds(40));
    world.polls.failed(failure(Kind.UNAUTHORIZED, null));
    assertThat(world.polls.sdeProblem()).as("perhaps it is about one project").isEmpty();
    assertThat(world.polls.due()).containsExactly(PollScope.ALL);
    fail(Kind.UNAUTHORIZED);
    assertThat(world.polls.sdeProblem()).contains(Reason.SDE_UNAUTHORIZED);
  }

  @Test
  void a_run_that_gets_an_answer_opens_the_gate_and_brings_a_poll_at_once() {
    world.polls.due();
    for (int i = 0; i < 6; i++) {
      fail(Kind.UNREACHABLE);
    }
    world.pass(Duration.ofSeconds(1));
    assertThat(world.polls.due()).isEmpty();
    world.polls.reachable();
    assertThat(world.polls.sdeProblem()).isEmpty();
    assertThat(world.polls.due()).containsExactly(PollScope.ALL);
    fail(Kind.UNREACHABLE);
    assertThat(world.polls.sdeProblem()).contains(Reason.SDE_UNREACHABLE);
  }
}
