package sdesync.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.catalog.World.START;

import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import sdesync.history.Reason;
import sdesync.http.HttpSettings;
import sdesync.http.Outbound;
import sdesync.sde.ListReading;
import sdesync.sde.SdElements;
import sdesync.sde.SdeFailure.Kind;
import sdesync.store.PollState;
import sdesync.store.TestDatabases;

/** Whose turn it is, and what a failure costs. */
class PollsTest extends PollingWorld {
  @Test
  void one_poll_comes_at_once_and_then_one_per_interval() {
    assertThat(world.polls.due()).containsExactly(PollScope.ALL);
    assertThat(world.polls.due()).as("while it goes on").isEmpty();
    good();
    assertThat(world.polls.due()).isEmpty();
    assertThat(untilDue()).isBetween(EVERY.dividedBy(10), EVERY.plus(EVERY.dividedBy(10)));
    good();
    for (int i = 0; i < 3; i++) {
      assertThat(untilDue()).isBetween(EVERY.minusSeconds(1), EVERY);
      good();
    }
  }

  @Test
  void a_poll_that_goes_on_tells_how_far_it_has_come() {
    world.polls.due();
    assertThat(world.polls.readSoFar("all")).isEmpty();
    world.polls.reads(PollScope.ALL, begun());
    assertThat(world.polls.readSoFar("all")).contains(new ReadSoFar(0, null));
    assertThat(world.polls.readSoFar("7")).isEmpty();
    good();
    assertThat(world.polls.readSoFar("all")).isEmpty();
    world.polls.asked();
    world.polls.reads(PollScope.ALL, begun());
    fail(Kind.UNREACHABLE);
    assertThat(world.polls.readSoFar("all")).isEmpty();
  }

  private ListReading begun() {
    var http =
        new HttpSettings(null, List.of(), null, Duration.ofSeconds(1), Duration.ofSeconds(1));
    var sde = new SdElements(world.sde(), new Outbound(http, System::nanoTime), () -> world.now);
    return sde.open(null);
  }

  @Test
  void a_restart_polls_at_once_at_the_same_offset() {
    untilDue();
    good();
    untilDue();
    good();
    var next = world.state().nextAt();
    world.close();
    var again = new World(TestDatabases.h2(dir));
    again.now = world.now.plusSeconds(20);
    world = again;
    assertThat(world.polls.due()).containsExactly(PollScope.ALL);
    assertThat(world.state().nextAt()).isIn(next, next.plus(EVERY));
  }

  @Test
  void projects_are_polled_each_at_its_own_offset() {
    world.close();
    Long[] projects = new Long[60];
    for (int i = 0; i < projects.length; i++) {
      projects[i] = (long) i + 1;
    }
    world = new World(TestDatabases.h2(dir.resolve("many")), projects);
    assertThat(world.polls.due()).hasSize(60);
    assertThat(world.polls.states().stream().map(PollState::nextAt).distinct())
        .hasSizeGreaterThan(50);
  }

  @Test
  void a_failed_poll_changes_nothing_and_says_why() {
    world.polls.due();
    good();
    world.pass(Duration.ofMinutes(3));
    world.polls.asked();
    world.pass(Duration.ofSeconds(4));
    PollReport report = fail(Kind.BAD_ANSWER);
    assertThat(report.ok()).isFalse();
    assertThat(report.problem()).isEqualTo("said so");
    assertThat(report.duration()).isEqualTo(Duration.ofSeconds(4));
    assertThat(world.listed()).containsExactly(1L);
    PollState state = world.state();
    assertThat(state.lastSuccess()).isEqualTo(START);
    assertThat(state.failingSince()).isEqualTo(world.now);
    assertThat(state.problem()).isEqualTo("said so");
    assertThat(state.reason()).isNull();
  }

  @Test
  void the_next_attempt_backs_off_and_a_good_one_ends_it() {
    world.polls.due();
    long least = 30;
    for (int failures = 1; failures <= 8; failures++) {
      fail(Kind.UNREACHABLE);
      long most = Math.min(15 * 60, Math.round(least * 1.25)) + 1;
      assertThat(untilDue().toSeconds()).isBetween(Math.min(15 * 60, least) * 3 / 4, most);
      least *= 2;
    }
    assertThat(world.state().failures()).isEqualTo(8);
    assertThat(world.state().failingSince()).isEqualTo(START);
    good();
    assertThat(world.state().failingSince()).isNull();
    assertThat(world.state().problem()).isNull();
    world.polls.due();
    fail(Kind.UNREACHABLE);
    assertThat(world.state().failures()).isEqualTo(1);
  }

  @Test
  void a_refused_token_backs_off_to_an_hour_and_is_named() {
    world.polls.due();
    PollReport report = fail(Kind.UNAUTHORIZED);
    assertThat(report.problem()).contains("sde.admin-token");
    for (int i = 0; i < 8; i++) {
      untilDue();
      fail(Kind.UNAUTHORIZED);
    }
    assertThat(untilDue()).isBetween(Duration.ofMinutes(45), Duration.ofMinutes(61));
  }

  @Test
  void a_rotated_token_is_tried_at_once() {
    world.polls.due();
    for (int i = 0; i < 8; i++) {
      fail(Kind.UNAUTHORIZED);
    }
    assertThat(world.polls.due()).isEmpty();
    world.token = "another";
    assertThat(world.polls.due()).containsExactly(PollScope.ALL);
  }

  @Test
  void retry_after_is_honoured_up_to_an_hour() {
    world.polls.due();
    world.polls.failed(PollScope.ALL, failure(Kind.UNREACHABLE, Duration.ofMinutes(40)));
    assertThat(untilDue()).isEqualTo(Duration.ofMinutes(40));
    world.polls.failed(PollScope.ALL, failure(Kind.UNREACHABLE, Duration.ofDays(9)));
    assertThat(untilDue()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void a_poll_somebody_asks_for_waits_for_no_backoff_but_for_the_poll_that_goes_on()
      throws Exception {
    world.polls.due();
    var failures = new AtomicInteger(-1);
    CompletableFuture<List<PollScope>> asked =
        CompletableFuture.supplyAsync(
            () -> {
              List<PollScope> taken = world.polls.asked();
              failures.set(world.state().failures());
              return taken;
            });
    assertThat(asked.isDone()).isFalse();
    fail(Kind.UNREACHABLE);
    assertThat(asked.get(30, TimeUnit.SECONDS)).containsExactly(PollScope.ALL);
    assertThat(failures).as("the books of the poll before are kept by then").hasValue(1);
  }

  @Test
  void a_clock_that_was_set_back_does_not_stop_the_polls() {
    world.polls.due();
    good();
    world.pass(Duration.ofDays(-1));
    assertThat(world.polls.due()).containsExactly(PollScope.ALL);
  }

  @Test
  void a_list_older_than_a_day_is_late() {
    world.polls.due();
    good();
    assertThat(world.state().isLate(START.plus(Duration.ofHours(24)))).isFalse();
    assertThat(world.state().isLate(START.plus(Duration.ofHours(24)).plusMillis(1))).isTrue();
  }

  @Test
  void a_failure_of_the_store_takes_no_turn_and_is_no_failure_of_sd_elements() {
    world.database.close();
    assertThat(world.polls.due()).isEmpty();
    PollReport report = fail(Kind.UNREACHABLE);
    assertThat(report.ok()).isFalse();
    world = new World(TestDatabases.h2(dir));
    assertThat(world.polls.due()).containsExactly(PollScope.ALL);
  }

  @Test
  void a_fault_of_ours_is_told_without_its_text() {
    world.polls.due();
    PollReport report =
        world.polls.failed(PollScope.ALL, new IllegalStateException("secret inside"));
    assertThat(report.problem()).contains("IllegalStateException").doesNotContain("secret inside");
    assertThat(world.polls.sdeProblem()).isEmpty();
  }

  @Test
  void a_connection_that_fails_without_further_words_is_unreachable() {
    world.polls.due();
    world.polls.failed(
        PollScope.ALL, new IllegalStateException("wrapped", new ConnectException("refused")));
    assertThat(world.polls.sdeProblem()).contains(Reason.SDE_UNREACHABLE);
  }
}
