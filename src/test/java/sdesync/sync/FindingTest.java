package sdesync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.sync.FakeSde.TODO;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which item is a task's. */
class FindingTest {
  private final World world = new World();

  @ParameterizedTest
  @ValueSource(strings = {"T2: Hash passwords", "[SEC] T2: as it was called once", "t2: x"})
  void an_item_with_the_tasks_number_in_its_title_is_linked(String title) {
    world.sde.add("T2", "Hash passwords", TODO);
    world.tracker.add(title, "", Standing.OPEN);
    world.runWell();
    assertThat(world.tracker.items).hasSize(1);
    assertThat(world.sde.referencesOf("T2")).hasSize(1);
    assertThat(world.sde.notesOf("T2"))
        .hasSize(1)
        .first()
        .asString()
        .startsWith("In step with US1");
    assertThat(world.output).anyMatch(line -> line.contains("found by its title"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "T22: other",
        "CT2: other",
        "PT2: other",
        "T2 without a colon",
        "AT2: x",
        "1T2: x"
      })
  void another_tasks_title_is_not(String title) {
    world.sde.add("T2", "Hash passwords", TODO);
    world.tracker.add(title, "", Standing.OPEN);
    world.runWell();
    assertThat(world.titles()).hasSize(2).contains("T2: Hash passwords");
  }

  @ParameterizedTest
  @CsvSource({
    "https://sde.example/bunits/a/b/tasks/phase/development/5-T2/, false",
    "https://other.example/bunits/a/b/tasks/phase/development/1-T2/, false",
    "https://sde.example/bunits/a/b/tasks/phase/development/1-T2/, true",
    "https://sde.example/help/about-T2, true"
  })
  void a_title_counts_only_if_the_description_points_nowhere_else(String link, boolean linked) {
    world.sde.add("T2", "Hash passwords", TODO);
    world.tracker.add("T2: x", "<a href=\"" + link + "\">here</a>", Standing.OPEN);
    world.runWell();
    assertThat(world.tracker.items.size()).isEqualTo(linked ? 1 : 2);
  }

  @Test
  void an_item_of_two_projects_is_whose_address_is_in_it() {
    world.sde.add("T2", "Hash passwords", TODO);
    world.tracker.add(
        "T2: x",
        "see https://sde.example/tasks/5-T9/ and https://sde.example/tasks/1-T2/",
        Standing.OPEN);
    world.runWell();
    assertThat(world.tracker.items).hasSize(1);
  }

  @Test
  void of_several_the_oldest_is_used_and_the_others_are_told() {
    world.sde.add("T2", "Hash passwords", TODO);
    world.tracker.add("T2: first", "", Standing.OPEN);
    world.tracker.add("T2: second", "", Standing.OPEN);
    world.runWell();
    assertThat(world.sde.referencesOf("T2").get(0).name()).isEqualTo("US1");
    assertThat(world.output)
        .contains(
            "Warning: T2 has more than one item in Rally: US1, the oldest, is used; look at US2");
  }

  @Test
  void a_lost_link_is_found_again_by_the_reference_and_nothing_is_told_twice() {
    world.sde.add("T2", "Hash passwords", TODO);
    world.runWell();
    world.memory.links.clear();
    world.tracker.add("T2: a twin", "", Standing.OPEN);
    world.runWell();
    assertThat(world.written()).isEmpty();
    assertThat(world.memory.links().get(0).key()).isEqualTo("US1");
    assertThat(world.output)
        .contains("Info: Linked task T2 to US1 in Rally: found by its reference in SD Elements");
  }

  @Test
  void a_reference_of_another_integration_is_not_ours() {
    world.sde.add("T2", "Hash passwords", TODO);
    WorkItem theirs = world.tracker.add("Anything", "", Standing.OPEN);
    world.sde.refer("1-T2", new TaskReference(99, theirs.ref(), theirs.key(), theirs.link()));
    world.runWell();
    assertThat(world.titles()).containsExactly("Anything", "T2: Hash passwords");
  }

  @Test
  void an_item_is_one_tasks_only() {
    world.sde.add("T2", "a", TODO);
    world.sde.add("T3", "b", TODO);
    world.tracker.add("T2: and T3: in one", "", Standing.OPEN);
    world.runWell();
    assertThat(world.titles()).containsExactly("T2: and T3: in one", "T3: b");
  }

  @Test
  void several_projects_in_one_place_are_told_apart_by_the_title_format() {
    world.params.put("alm_title_format", "$application / $project: $task_id $title");
    world.params.put("sde_application", "Shop");
    world.params.put("sde_project", "v2 (new)");
    world.sde.add("T2", "Hash passwords", TODO);
    world.tracker.add("Bank / v2 (new): T2: theirs", "", Standing.OPEN);
    world.runWell();
    assertThat(world.titles()).contains("Shop / v2 (new): T2: Hash passwords").hasSize(2);
    world.memory.links.clear();
    world.sde.forgetReferences();
    world.runWell();
    assertThat(world.tracker.items).hasSize(2);
  }
}
