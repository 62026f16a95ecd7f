package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import sdesync.history.OutputFacts;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Trigger;
import sdesync.store.AuditEntry;
import sdesync.store.AuditStore;
import sdesync.store.LifeStore;
import sdesync.store.RunRow;
import sdesync.store.RunStore;

/** {@code why ID --at T}: the true cause, also of a moment that is over (contract section 3). */
class WhyTest {
  private static final Instant SLOT = Instant.parse("2026-11-23T13:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-23T20:30:00Z");

  @TempDir Path folder;
  private LocalWorker worker;

  @BeforeEach
  void an_hourly_one_and_one_by_hand() throws Exception {
    worker = new LocalWorker(folder);
    worker.lists(
        LocalWorker.integration(1, "rally", "hourly", "sync_rally"),
        LocalWorker.integration(2, "rally", "manually", "sync_rally"));
    worker.now = NOW;
  }

  @AfterEach
  void close() {
    worker.close();
  }

  @ParameterizedTest
  @EnumSource(Reason.class)
  void every_reason_is_named_with_its_sentence_at_its_slot_and_not_an_hour_later(Reason reason) {
    lived(SLOT.minusSeconds(3_600), NOW);
    add(run("r1", SLOT, 1, RunState.SKIPPED, reason, SLOT));
    add(run("r2", SLOT.plusSeconds(3_600), 1, RunState.SUCCEEDED, null, SLOT.plusSeconds(3_600)));
    List<Why.Cause> causes = causes(1, SLOT.plusSeconds(60));
    assertThat(causes).extracting(Why.Cause::reason).containsExactly(reason.wireName());
    assertThat(causes.get(0).message()).contains(SLOT.toString(), "because of " + reason);
    assertThat(reasons(1, SLOT.plusSeconds(3_660))).containsExactly("succeeded");
  }

  @Test
  void of_a_time_without_any_node_it_says_so_and_what_became_of_the_slots() {
    lived(SLOT.minusSeconds(3_600), SLOT.minusSeconds(60));
    lived(NOW.minusSeconds(60), NOW);
    add(run("r1", SLOT, 7, RunState.SKIPPED, Reason.MISSED, NOW));
    List<Why.Cause> causes = causes(1, SLOT.plus(Duration.ofHours(2)));
    assertThat(causes).extracting(Why.Cause::reason).containsExactly("worker_down", "missed");
    assertThat(causes.get(1).message())
        .contains("7 slots", SLOT.toString(), SLOT.plus(Duration.ofHours(6)).toString());
    assertThat(reasons(1, SLOT.minusSeconds(120))).doesNotContain("worker_down");
  }

  @Test
  void a_cut_run_is_named_with_the_one_that_repeated_it() {
    lived(SLOT.minusSeconds(3_600), NOW);
    add(run("r1", SLOT, 1, RunState.LOST, Reason.NODE_LOST, SLOT));
    add(recovering(run("r2", SLOT, 1, RunState.SUCCEEDED, null, SLOT.plusSeconds(90)), "r1"));
    assertThat(reasons(1, SLOT.plusSeconds(120))).containsExactly("node_lost", "succeeded");
  }

  @Test
  void a_pause_that_is_over_is_named_for_the_time_it_held() {
    lived(SLOT.minusSeconds(3_600), NOW);
    worker.now = SLOT;
    worker.operations.pause(new PauseOrder(Selector.ofId(1), null, "move"), "alice");
    worker.now = SLOT.plusSeconds(600);
    worker.operations.resume(Selector.ofId(1), "bob");
    worker.now = NOW;
    assertThat(causes(1, SLOT.plusSeconds(300)).get(0).reason()).isEqualTo("paused");
    assertThat(causes(1, SLOT.plusSeconds(300)).get(0).message()).contains("alice", "move");
    assertThat(reasons(1, SLOT.plusSeconds(300))).containsExactly("paused", "paused");
    // After it the slot that was skipped for it is all there is to say.
    assertThat(causes(1, SLOT.plusSeconds(900)))
        .singleElement()
        .satisfies(cause -> assertThat(cause.message()).contains("was skipped", "alice"));
  }

  @Test
  void what_was_gone_for_a_time_is_gone_in_that_time_only() {
    lived(SLOT.minusSeconds(3_600), NOW);
    audit(SLOT, "gone");
    audit(SLOT.plusSeconds(600), "back");
    assertThat(reasons(1, SLOT.plusSeconds(300))).contains("gone");
    assertThat(reasons(1, SLOT.plusSeconds(900))).doesNotContain("gone");
  }

  @Test
  void one_by_hand_was_by_hand_unless_it_changed_since() {
    lived(SLOT.minusSeconds(3_600), NOW);
    assertThat(reasons(2, SLOT)).containsExactly("manual");
    worker.database.inTransaction(
        tx -> {
          new AuditStore()
              .append(tx, AuditEntry.of(SLOT.plusSeconds(60), "poll", "changed", 2L, "frequency"));
          return tx;
        });
    assertThat(reasons(2, SLOT)).containsExactly("no_slot");
  }

  @Test
  void what_somebody_asked_for_after_the_slot_comes_first() {
    lived(SLOT.minusSeconds(3_600), NOW);
    add(run("r1", SLOT, 1, RunState.FAILED, Reason.EXIT_CODE, SLOT));
    add(run("r2", null, 0, RunState.CANCELLED, Reason.CANCELLED, SLOT.plusSeconds(60)));
    assertThat(reasons(1, SLOT.plusSeconds(120))).containsExactly("cancelled", "exit_code");
    assertThat(reasons(1, SLOT.plusSeconds(30))).containsExactly("exit_code");
  }

  private List<Why.Cause> causes(long id, Instant at) {
    return worker.operations.why(id, at).causes();
  }

  private List<String> reasons(long id, Instant at) {
    return causes(id, at).stream().map(Why.Cause::reason).toList();
  }

  private void lived(Instant since, Instant seen) {
    worker.database.inTransaction(
        tx -> {
          var lives = new LifeStore();
          lives.goOn(tx, lives.begin(tx, "node1", since), seen);
          return tx;
        });
  }

  private void audit(Instant at, String action) {
    worker.database.inTransaction(
        tx -> {
          new AuditStore().append(tx, AuditEntry.of(at, "poll", action, 1L, ""));
          return tx;
        });
  }

  private void add(Run run) {
    worker.database.inTransaction(
        tx -> {
          new RunStore().add(tx, List.of(new RunRow(run, 1)));
          return tx;
        });
  }

  private static Run recovering(Run run, String cut) {
    return of(run.id(), run.slot(), 1, run.state(), run.reason(), run.queuedAt(), cut);
  }

  private static Run run(
      String id,
      @Nullable Instant slot,
      int slots,
      RunState state,
      @Nullable Reason reason,
      Instant at) {
    return of(id, slot, slots, state, reason, at, null);
  }

  private static Run of(
      String id,
      @Nullable Instant slot,
      int slots,
      RunState state,
      @Nullable Reason reason,
      Instant at,
      @Nullable String recovers) {
    return new Run(
        id,
        1,
        7L,
        "alias 1",
        "sync_rally",
        null,
        slot == null ? Trigger.MANUAL : Trigger.SCHEDULE,
        slot == null ? "bob" : null,
        slot,
        slot == null ? null : slot.plus(Duration.ofHours(slots - 1L)),
        slots,
        1,
        List.of(),
        null,
        recovers,
        state,
        reason,
        reason == null ? "" : "because of " + reason,
        null,
        at,
        at,
        at,
        "node1",
        null,
        Map.of(),
        OutputFacts.NONE);
  }
}
