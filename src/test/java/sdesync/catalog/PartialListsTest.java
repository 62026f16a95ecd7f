package sdesync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.integration.Integration;
import sdesync.integration.ServerState;
import sdesync.sde.IntegrationList;

/** A list that says nothing of some types, and what SD Elements says of runs. */
class PartialListsTest {
  @TempDir Path dir;
  private World world;

  @BeforeEach
  void open() {
    world = new World(dir);
    world.poll(World.list(of(1, "ALM", null), of(2, "ALM", null), of(3, "LDAP", null)));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static Integration of(long id, String type, @Nullable ServerState server) {
    return new Integration(id, 1L, "S", "A" + id, "daily", "c", type, null, server);
  }

  @Test
  void a_type_the_token_may_not_see_stays_as_it_was_and_what_is_missing_is_gone() {
    var list =
        new IntegrationList(null, true, List.of(of(1, "ALM", null)), List.of(), Set.of("LDAP"), 0);
    PollReport report = world.poll(list);
    assertThat(report.gone()).extracting(PollReport.Change::integrationId).containsExactly(2L);
    assertThat(world.listed()).containsExactly(1L, 3L);
  }

  @Test
  void what_sd_elements_says_of_runs_is_kept_and_is_no_change() {
    var state =
        new ServerState(
            true,
            Instant.parse("2026-11-23T09:00:00Z"),
            true,
            new ServerState.Job(Instant.parse("2026-11-23T09:30:00Z"), false),
            null);
    PollReport report =
        world.poll(World.list(of(1, "ALM", state), of(2, "ALM", null), of(3, "LDAP", null)));
    assertThat(report.changed()).isEmpty();
    assertThat(world.known(1).integration().server()).isEqualTo(state);

    world.poll(World.list(of(1, "ALM", null), of(2, "ALM", null), of(3, "LDAP", null)));
    assertThat(world.known(1).integration().server()).isNull();
  }
}
