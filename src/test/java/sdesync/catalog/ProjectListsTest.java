package sdesync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.catalog.PollReport.Change;
import sdesync.integration.Integration;
import sdesync.sde.IntegrationList;

/** With {@code sde.projects} each project's list is a poll of its own. */
class ProjectListsTest {
  @TempDir Path dir;
  private World world;

  @BeforeEach
  void open() {
    world = new World(dir, 7L, 8L);
    world.poll(project(7, 1, 2));
    world.poll(project(8, 3, 4));
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** As the project's own list has them: without a project_id. */
  private static IntegrationList project(long project, long... ids) {
    List<Integration> items =
        LongStream.of(ids)
            .mapToObj(id -> new Integration(id, null, "Rally", "A" + id, "daily", "c", "ALM", null))
            .toList();
    return new IntegrationList(project, true, items, List.of());
  }

  @Test
  void an_item_is_of_the_project_whose_list_it_is_in() {
    assertThat(world.known(1).integration().projectId()).isEqualTo(7L);
    assertThat(world.known(4).integration().projectId()).isEqualTo(8L);
  }

  @Test
  void one_projects_list_touches_only_its_own() {
    PollReport report = world.poll(project(7, 1));
    assertThat(report.scope()).isEqualTo(new PollScope(7L));
    assertThat(report.gone()).containsExactly(new Change(2, "A2", List.of()));
    assertThat(world.listed()).containsExactly(1L, 3L, 4L);
  }

  @Test
  void an_integration_that_moves_is_changed_when_its_new_project_is_read_first() {
    PollReport there = world.poll(project(8, 2, 3, 4));
    assertThat(there.changed()).containsExactly(new Change(2, "A2", List.of("project_id")));
    PollReport here = world.poll(project(7, 1));
    assertThat(here.gone()).isEmpty();
    assertThat(world.listed()).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void an_integration_that_moves_is_gone_and_back_when_its_old_project_is_read_first() {
    assertThat(world.poll(project(7, 1)).gone()).hasSize(1);
    assertThat(world.poll(project(8, 2, 3, 4)).back())
        .containsExactly(new Change(2, "A2", List.of("project_id")));
    assertThat(world.known(2).integration().projectId()).isEqualTo(8L);
  }

  @Test
  void each_list_is_guarded_by_its_own_number() {
    world.poll(project(7, LongStream.rangeClosed(101, 110).toArray()));
    assertThat(world.poll(project(7)).held()).isEqualTo(10);
    assertThat(world.poll(project(8)).gone()).as("fewer than ten").hasSize(2);
  }
}
