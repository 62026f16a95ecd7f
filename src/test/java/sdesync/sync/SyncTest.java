package sdesync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.sync.FakeSde.ACCEPTED;
import static sdesync.sync.FakeSde.DONE;
import static sdesync.sync.FakeSde.NA;
import static sdesync.sync.FakeSde.TODO;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.RunState;

/** What a sync does to both sides. */
class SyncTest {
  private final World world = new World();

  @Test
  void a_task_becomes_an_item_with_a_link_a_reference_and_a_note() {
    world.sde.add("T2", "Hash passwords", TODO, List.of("crypto"));
    Outcome outcome = world.runWell();
    assertThat(world.titles()).containsExactly("T2: Hash passwords");
    WorkItem item = world.item("US1");
    assertThat(item.labels()).containsExactly("SD-Elements", "crypto");
    assertThat(item.description())
        .startsWith("Task T2 in SD Elements: <https://sde.example/")
        .contains("Do it *well*.");
    assertThat(world.sde.referencesOf("T2"))
        .containsExactly(new TaskReference(World.INTEGRATION, "1", "US1", item.link()));
    assertThat(world.sde.notesOf("T2"))
        .containsExactly(
            "In step with US1 in Rally: https://tracker.example/#/detail/1 (sde-sync, run r1)");
    assertThat(world.memory.links().get(0).owed()).isEmpty();
    assertThat(outcome.summary()).containsEntry("created", 1).containsEntry("failed", 0);
    assertThat(world.output).contains("Info: Added task T2 to Rally as US1", "100% complete");
  }

  @Test
  void a_second_run_writes_nothing_at_all() {
    world.sde.add("T2", "Hash passwords", TODO);
    world.sde.add("T3", "Use TLS", DONE);
    world.runWell();
    Outcome second = world.runWell();
    assertThat(world.wire.writes).isEmpty();
    assertThat(world.wire.reads).as("open, tasks, phases, linked items, titles").isEqualTo(5);
    assertThat(second.summary()).containsEntry("unchanged", 2L).containsEntry("created", 0);
  }

  @Test
  void a_task_gets_an_item_only_in_the_statuses_in_scope() {
    world.params.put("sde_statuses_in_scope", "TODO,NA");
    world.sde.add("T1", "a", TODO);
    world.sde.add("T2", "b", DONE);
    world.sde.add("T3", "c", ACCEPTED);
    world.runWell();
    assertThat(world.titles()).containsExactly("T1: a", "T3: c");
    assertThat(world.tracker.items.values())
        .filteredOn(item -> item.title().equals("T3: c"))
        .extracting(WorkItem::standing)
        .as("born done")
        .containsExactly(Standing.DONE);
  }

  @ParameterizedTest
  @CsvSource({
    "alm, TODO, DONE, Complete",
    "issue_tracker, TODO, DONE, Complete",
    "alm, DONE, OPEN, Incomplete",
    "alm, NA, OPEN, Incomplete",
    "alm, NA, DONE, Not Applicable"
  })
  void the_trackers_word_counts(String policy, Meaning was, Standing item, String becomes) {
    World started = linked(policy);
    started.sde.set("T2", status(was));
    started.tracker.set("1", item);
    started.runWell();
    assertThat(started.sde.status("T2").name()).isEqualTo(becomes);
    assertThat(started.item("US1").standing()).isEqualTo(item);
  }

  @ParameterizedTest
  @CsvSource({"TODO, DONE, OPEN", "DONE, OPEN, DONE", "NA, OPEN, DONE"})
  void sd_elements_word_counts(Meaning task, Standing was, Standing becomes) {
    World started = linked("sde");
    started.sde.set("T2", status(task));
    started.tracker.set("1", was);
    started.runWell();
    assertThat(started.item("US1").standing()).isEqualTo(becomes);
    assertThat(started.sde.status("T2").meaning()).isEqualTo(task);
  }

  @Test
  void the_later_word_counts() {
    World started = linked("timestamp");
    started.sde.set("T2", DONE);
    started.runWell();
    assertThat(started.item("US1").standing()).isEqualTo(Standing.DONE);
    started.tracker.set("1", Standing.OPEN);
    started.runWell();
    assertThat(started.sde.status("T2")).isEqualTo(TODO);
  }

  @Test
  void a_custom_status_that_means_done_is_in_step_with_a_done_item() {
    World started = linked("sde");
    started.sde.set("T2", ACCEPTED);
    started.runWell();
    assertThat(started.item("US1").standing()).isEqualTo(Standing.DONE);
    started.runWell();
    assertThat(started.written()).isEmpty();
  }

  @Test
  void a_status_set_in_sd_elements_leaves_a_note() {
    World started = linked("alm");
    started.tracker.set("1", Standing.DONE);
    started.runWell();
    assertThat(started.sde.notesOf("T2"))
        .hasSize(2)
        .last()
        .isEqualTo("Status set to Complete, for US1 is Completed in Rally. (sde-sync, run r2)");
  }

  @Test
  void without_the_standard_workflow_items_are_made_and_nothing_else() {
    World started = linked("alm");
    started.params.put("alm_standard_workflow", "False");
    started.tracker.set("1", Standing.DONE);
    started.sde.add("T3", "later", TODO);
    started.runWell();
    assertThat(started.sde.status("T2")).isEqualTo(TODO);
    assertThat(started.titles()).containsExactly("T2: Hash passwords", "T3: later");
  }

  @Test
  void tags_a_linked_item_lacks_are_added() {
    World started = linked("alm");
    started.sde.change("T2", task -> tagged(task, List.of("crypto")));
    Outcome outcome = started.runWell();
    assertThat(started.item("US1").labels()).contains("crypto");
    assertThat(outcome.summary()).containsEntry("updated_rally", 1);
  }

  @Test
  void a_deleted_item_is_made_again_with_its_text() {
    World started = linked("alm");
    started.tracker.items.clear();
    started.runWell();
    assertThat(started.titles()).containsExactly("T2: Hash passwords");
    assertThat(started.item("US2").description()).contains("Do it *well*.");
  }

  @Test
  void a_link_to_another_place_says_nothing_here() {
    World started = linked("alm");
    started.tracker.location = "tracker.example/other";
    started.tracker.items.clear();
    started.runWell();
    assertThat(started.titles()).containsExactly("T2: Hash passwords");
    assertThat(started.memory.links().get(0).location()).isEqualTo("tracker.example/other");
  }

  @Test
  void what_is_out_of_scope_is_not_touched() {
    World started = linked("alm");
    started.params.put("sde_min_priority", 9);
    started.tracker.set("1", Standing.DONE);
    started.runWell();
    assertThat(started.written()).isEmpty();
    assertThat(started.sde.status("T2")).isEqualTo(TODO);
  }

  @Test
  void one_task_that_is_refused_does_not_stop_the_others() {
    world.sde.add("T1", "a", TODO);
    world.sde.add("T2", "bad", TODO);
    world.sde.add("T3", "c", TODO);
    world.wire.fault =
        call -> {
          if (call.startsWith("create T2")) {
            throw new PeerFailure(PeerFailure.Kind.REFUSED, "Rally refused the title 'bad'");
          }
        };
    Outcome outcome = world.run();
    assertThat(outcome.state()).isEqualTo(RunState.FAILED);
    assertThat(outcome.reason()).isEqualTo(Reason.TASKS_FAILED);
    assertThat(outcome.message())
        .isEqualTo(
            "1 task could not be brought in step, the others were: T2: Rally refused the title"
                + " 'bad'. The next run takes them up.");
    assertThat(outcome.retryable()).isFalse();
    assertThat(outcome.summary()).containsEntry("created", 2).containsEntry("failed", 1);
    assertThat(world.titles()).containsExactly("T1: a", "T3: c");
    assertThat(world.output).contains("Error: T2: Rally refused the title 'bad'");
  }

  @Test
  void refused_credentials_end_it_at_once() {
    for (int i = 0; i < 100; i++) {
      world.sde.add("T" + i, "a", TODO);
    }
    world.wire.fault =
        call -> {
          if (call.startsWith("create")) {
            throw new PeerFailure(PeerFailure.Kind.UNAUTHORIZED, "Rally refused the key");
          }
        };
    Outcome outcome = world.run();
    assertThat(outcome.reason()).isEqualTo(Reason.TARGET_UNAUTHORIZED);
    assertThat((Integer) outcome.summary().get("failed")).isBetween(1, Execution.THREADS);
  }

  @Test
  void a_tracker_that_cannot_be_read_changes_nothing() {
    world.sde.add("T1", "a", TODO);
    world.wire.fault =
        call -> {
          if (call.equals("find")) {
            throw new PeerFailure(PeerFailure.Kind.NONSENSE, "Rally sent an HTML page");
          }
        };
    Outcome outcome = world.run();
    assertThat(outcome.reason()).isEqualTo(Reason.TARGET_UNREACHABLE);
    assertThat(outcome.message()).isEqualTo("Rally sent an HTML page. Nothing was written.");
    assertThat(world.wire.writes).isEmpty();
  }

  @Test
  void a_run_that_is_told_to_end_sends_nothing_more() {
    world.sde.add("T1", "a", TODO);
    world.cancellation.cancel(sdesync.integration.StopCause.SHUTDOWN);
    Outcome outcome = world.run();
    assertThat(outcome.state()).isEqualTo(RunState.CANCELLED);
    assertThat(world.wire.reads).isZero();
  }

  @Test
  void an_unknown_param_is_a_warning_in_the_summary() {
    world.params.put("jira_version", "6");
    world.sde.add("T1", "a", TODO);
    Outcome outcome = world.runWell();
    assertThat(outcome.summary()).containsEntry("warning", "unknown params: jira_version");
    assertThat(world.output).contains("Warning: unknown params: jira_version");
  }

  @Test
  void trying_the_tracker_touches_sd_elements_not_at_all() {
    world.params.put("test_alm", "project");
    world.sde.add("T1", "a", TODO);
    world.runWell();
    assertThat(world.wire.reads).isEqualTo(1);
    assertThat(world.wire.writes).isEmpty();
  }

  private static World linked(String policy) {
    var world = new World();
    world.params.put("conflict_policy", policy);
    world.sde.add("T2", "Hash passwords", TODO);
    world.runWell();
    return world;
  }

  private static TaskStatus status(Meaning meaning) {
    return switch (meaning) {
      case TODO -> TODO;
      case DONE -> DONE;
      case NA -> NA;
    };
  }

  private static Task tagged(Task task, List<String> tags) {
    return new Task(
        task.id(),
        task.number(),
        task.title(),
        task.text(),
        task.howTos(),
        task.url(),
        task.priority(),
        task.phase(),
        task.status(),
        task.changed(),
        tags,
        task.verification(),
        task.relevant(),
        task.references());
  }
}
