package sdesync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.sync.FakeSde.DONE;
import static sdesync.sync.FakeSde.TODO;

import org.junit.jupiter.api.Test;
import sdesync.history.Outcome;
import sdesync.history.Reason;

/** Tasks that leave the project, and the guard against a list that is wrong about it. */
class LeavingTest {
  private final World world = new World();

  @Test
  void the_item_of_a_task_that_left_is_closed_with_a_note_once() {
    tasks(2);
    world.sde.change("T1", Tasks::left);
    Outcome outcome = world.runWell();
    assertThat(world.item(key(1)).standing()).isEqualTo(Standing.DONE);
    assertThat(world.tracker.comments)
        .hasSize(1)
        .first()
        .asString()
        .contains("Closed: task T1 has left the project in SD Elements. (sde-sync, run r2)");
    assertThat(outcome.summary()).containsEntry("closed", 1);
    world.runWell();
    assertThat(world.wire.writes).isEmpty();
  }

  @Test
  void a_task_that_is_no_longer_listed_has_left_too() {
    tasks(2);
    world.sde.tasks.remove("1-T1");
    world.runWell();
    assertThat(world.item(key(1)).standing()).isEqualTo(Standing.DONE);
  }

  @Test
  void a_task_that_comes_back_is_not_done_for_that_and_its_item_is_opened_again() {
    tasks(2);
    world.sde.change("T1", Tasks::left);
    world.runWell();
    world.sde.change("T1", Tasks::back);
    world.runWell();
    assertThat(world.sde.status("T1")).isEqualTo(TODO);
    assertThat(world.item(key(1)).standing()).isEqualTo(Standing.OPEN);
    world.runWell();
    assertThat(world.wire.writes).isEmpty();
  }

  @Test
  void an_item_people_open_again_stays_open() {
    tasks(2);
    world.sde.change("T1", Tasks::left);
    world.runWell();
    world.tracker.set(ref(1), Standing.OPEN);
    world.runWell();
    assertThat(world.wire.writes).isEmpty();
  }

  @Test
  void with_close_orphans_off_it_stays_open_and_the_plan_says_why() {
    tasks(2);
    world.closeOrphans = false;
    world.sde.change("T1", Tasks::left);
    assertThat(world.plan().changes())
        .anyMatch(c -> c.reason().endsWith("and sync.close-orphans is false"));
    world.runWell();
    assertThat(world.wire.writes).isEmpty();
  }

  @Test
  void only_what_this_integration_linked_is_closed() {
    tasks(2);
    world.memory.links.remove("1-T1");
    world.sde.change("T1", Tasks::left);
    world.runWell();
    assertThat(world.item(key(1)).standing()).isEqualTo(Standing.OPEN);
  }

  @Test
  void an_empty_list_closes_nothing() {
    tasks(1);
    world.sde.tasks.clear();
    Outcome outcome = world.run();
    assertThat(outcome.reason()).isEqualTo(Reason.PLAN_GUARD);
    assertThat(outcome.message())
        .startsWith("Nothing was written: SD Elements lists no task at all, and the plan would")
        .contains("run 7 --accept-plan " + outcome.summary().get("hash"));
    assertThat(world.wire.writes).isEmpty();
  }

  @Test
  void more_than_ten_and_more_than_a_fifth_need_to_be_allowed() {
    tasks(54);
    leave(11);
    Outcome stopped = world.run();
    assertThat(stopped.reason()).isEqualTo(Reason.PLAN_GUARD);
    assertThat(world.wire.writes).isEmpty();
    String hash = String.valueOf(stopped.summary().get("hash"));
    assertThat(world.plan().hash()).isEqualTo(hash);

    world.memory.accepted = hash;
    world.sde.set("T40", DONE);
    assertThat(world.run().reason()).as("another plan by then").isEqualTo(Reason.PLAN_GUARD);
    assertThat(world.memory.accepted).isNull();

    world.memory.accepted = world.plan().hash();
    Outcome outcome = world.runWell();
    assertThat(outcome.summary()).containsEntry("closed", 11);
    assertThat(world.memory.accepted).as("it was for once").isNull();
  }

  @Test
  void ten_may_be_closed_and_a_fifth_may_be() {
    tasks(20);
    leave(10);
    assertThat(world.plan().guard()).isEmpty();
    var large = new LeavingTest();
    large.tasks(55);
    large.leave(11);
    assertThat(large.world.plan().guard()).isEmpty();
  }

  private void tasks(int count) {
    for (int i = 1; i <= count; i++) {
      world.sde.add("T" + i, "Do it", TODO);
    }
    world.runWell();
  }

  private void leave(int count) {
    for (int i = 1; i <= count; i++) {
      world.sde.change("T" + i, Tasks::left);
    }
  }

  private String key(int number) {
    return world.sde.referencesOf("T" + number).get(0).name();
  }

  private String ref(int number) {
    return world.sde.referencesOf("T" + number).get(0).reference();
  }
}
