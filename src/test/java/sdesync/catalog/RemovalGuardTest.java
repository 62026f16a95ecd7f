package sdesync.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.catalog.World.ids;
import static sdesync.catalog.World.upTo;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.sde.SdeFailure;
import sdesync.store.AuditEntry;
import sdesync.store.TestDatabases;

/** A list that would drop more than half of ten or more known integrations. */
class RemovalGuardTest {
  @TempDir Path dir;
  private World world;

  @BeforeEach
  void open() {
    world = new World(dir);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void it_drops_none_until_the_next_two_polls_agree() {
    world.poll(ids(upTo(10)));
    PollReport first = world.poll(ids(1, 2, 3, 4));
    assertThat(first.gone()).isEmpty();
    assertThat(first.held()).isEqualTo(6);
    assertThat(world.poll(ids(1, 2, 3, 4)).gone()).isEmpty();
    PollReport third = world.poll(ids(1, 2, 3, 4));
    assertThat(third.gone()).hasSize(6);
    assertThat(third.held()).isZero();
    assertThat(world.listed()).containsExactly(1L, 2L, 3L, 4L);
    assertThat(world.audit().stream().map(AuditEntry::action).filter(a -> !a.equals("added")))
        .containsExactly("removal_held", "gone", "gone", "gone", "gone", "gone", "gone");
  }

  @Test
  void half_of_ten_is_dropped_at_once() {
    world.poll(ids(upTo(10)));
    assertThat(world.poll(ids(upTo(5))).gone()).hasSize(5);
  }

  @Test
  void six_of_eleven_are_more_than_half() {
    world.poll(ids(upTo(11)));
    assertThat(world.poll(ids(upTo(5))).held()).isEqualTo(6);
  }

  @Test
  void nine_are_too_few_to_guard() {
    world.poll(ids(upTo(9)));
    assertThat(world.poll(ids()).gone()).hasSize(9);
  }

  @Test
  void those_gone_before_do_not_count_as_known() {
    world.poll(ids(upTo(14)));
    world.poll(ids(upTo(9)));
    assertThat(world.poll(ids()).gone()).hasSize(9);
  }

  @Test
  void a_good_list_in_between_begins_anew() {
    world.poll(ids(upTo(10)));
    world.poll(ids(1));
    world.poll(ids(1));
    assertThat(world.poll(ids(upTo(10))).held()).isZero();
    assertThat(world.poll(ids(1)).gone()).isEmpty();
    assertThat(world.poll(ids(1)).gone()).isEmpty();
    assertThat(world.poll(ids(1)).gone()).hasSize(9);
  }

  @Test
  void a_list_that_drops_others_begins_anew_with_these() {
    world.poll(ids(upTo(10)));
    world.poll(ids(1));
    world.poll(ids(1));
    assertThat(world.poll(ids(2)).gone()).isEmpty();
    assertThat(world.poll(ids(1)).gone()).isEmpty();
    assertThat(world.poll(ids(1)).gone()).isEmpty();
    assertThat(world.poll(ids(1)).gone()).hasSize(9);
  }

  @Test
  void a_list_that_drops_no_more_than_half_does_what_it_says() {
    world.poll(ids(upTo(10)));
    world.poll(ids(1));
    assertThat(world.poll(ids(upTo(8))).gone()).hasSize(2);
    assertThat(world.state().held()).isNull();
  }

  @Test
  void a_failed_poll_in_between_says_nothing() {
    world.poll(ids(upTo(10)));
    world.poll(ids(1));
    world.poll(ids(1));
    world.polls.failed(
        PollScope.ALL, new SdeFailure(SdeFailure.Kind.UNREACHABLE, "down", null, null));
    assertThat(world.poll(ids(1)).gone()).hasSize(9);
  }

  @Test
  void what_such_a_list_adds_and_changes_counts_at_once() {
    world.poll(ids(upTo(10)));
    PollReport report =
        world.poll(World.list(World.integration(1, "weekly"), World.integration(11)));
    assertThat(report.added()).hasSize(1);
    assertThat(report.changed()).hasSize(1);
    assertThat(report.held()).isEqualTo(9);
    assertThat(world.poll(ids(1, 11)).held()).as("still the same removal").isEqualTo(9);
    assertThat(world.poll(ids(1, 11)).gone()).hasSize(9);
  }

  @Test
  void it_counts_on_after_a_restart() {
    world.poll(ids(upTo(10)));
    world.poll(ids(1));
    world.poll(ids(1));
    world.close();
    var again = new World(TestDatabases.h2(dir));
    again.now = world.now;
    world = again;
    assertThat(world.poll(ids(1)).gone()).hasSize(9);
  }
}
