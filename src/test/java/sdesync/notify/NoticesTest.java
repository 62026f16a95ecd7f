package sdesync.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.history.Reason;
import sdesync.notify.NotifySettings.LateAfter;
import sdesync.ops.FakeOperations;
import sdesync.ops.RunView;

/** A change is told once, by one node, and not again by a restart. */
class NoticesTest {
  @TempDir Path folder;
  private Ledger ledger;
  private Notices notices;

  @BeforeEach
  void open() {
    ledger = new Ledger(folder);
    ledger.lists(1, "hourly");
    notices = ledger.node();
  }

  @AfterEach
  void close() {
    ledger.close();
  }

  @Test
  void the_first_failure_and_the_recovery_are_told_and_nothing_between() {
    notices.finished(ledger.succeeds(1));
    notices.finished(ledger.fails(1));
    notices.finished(ledger.fails(1));
    notices.look();
    ledger.pass(Duration.ofMinutes(90));
    notices.finished(ledger.succeeds(1));
    notices.finished(ledger.succeeds(1));
    assertThat(ledger.events()).containsExactly("failed", "recovered");
    Notice failed = ledger.told.get(0);
    assertThat(failed.title()).isEqualTo("Shop (1) fails: exit_code");
    assertThat(failed.url()).isEqualTo("https://sync.example/integrations/1");
    assertThat(failed.run()).isNotNull();
    assertThat(ledger.told.get(1).message()).isEqualTo("It was failing for 90 min.");
  }

  @Test
  void a_restart_and_another_node_tell_nothing_twice() {
    Notices other = ledger.node();
    RunView run = ledger.fails(1);
    notices.finished(run);
    other.look();
    Notices restarted = ledger.node();
    restarted.look();
    restarted.finished(ledger.fails(1));
    assertThat(ledger.events()).containsExactly("failed");
  }

  @Test
  void what_a_dead_node_did_not_tell_the_next_look_does() {
    ledger.fails(1);
    notices.look();
    ledger.pass(Duration.ofMinutes(1));
    ledger.succeeds(1);
    notices.look();
    assertThat(ledger.events()).containsExactly("failed", "recovered");
  }

  @Test
  void what_was_told_long_ago_is_not_even_worded_again() {
    ledger.lists(2, "hourly");
    ledger.fails(1);
    ledger.pauses(2, true);
    notices.look();
    int worded = ledger.worded;
    notices.look();
    assertThat(ledger.worded).isEqualTo(worded);
    assertThat(ledger.events()).containsExactly("failed", "auto_paused");
  }

  @Test
  void a_pause_of_the_workers_own_is_told_and_a_persons_is_not() {
    ledger.lists(2, "hourly");
    notices.finished(ledger.fails(1));
    ledger.pauses(1, true);
    ledger.pauses(2, false);
    notices.look();
    notices.look();
    ledger.resumes(1);
    notices.look();
    assertThat(ledger.events()).containsExactly("failed", "auto_paused");
    ledger.pass(Duration.ofMinutes(1));
    notices.finished(ledger.succeeds(1));
    assertThat(ledger.events()).endsWith("recovered");
  }

  @Test
  void an_outage_of_sd_elements_is_one_notice_and_none_of_its_runs() {
    ledger.sde(Reason.SDE_UNREACHABLE);
    notices.look();
    notices.look();
    ledger.node().look();
    ledger.pass(Duration.ofHours(9));
    notices.look();
    ledger.sde(null);
    notices.look();
    notices.look();
    assertThat(ledger.events()).containsExactly("sde_down", "sde_back");
    assertThat(ledger.told.get(0).message()).startsWith("no answer from sde.example.");
    assertThat(ledger.told.get(1).message()).contains("9 h");
  }

  @Test
  void two_slots_without_a_success_are_late_once() {
    notices.finished(ledger.succeeds(1));
    ledger.pass(Duration.ofMinutes(95));
    notices.look();
    assertThat(ledger.events()).as("14:00 is the second slot, and six minutes are left").isEmpty();
    ledger.pass(Duration.ofMinutes(2));
    notices.look();
    notices.look();
    assertThat(ledger.events()).containsExactly("late");
    assertThat(ledger.told.get(0).message())
        .isEqualTo("No success for 97 min. See why: sde-sync why 1");
    notices.finished(ledger.succeeds(1));
    assertThat(ledger.events()).endsWith("recovered");
  }

  @Test
  void a_time_may_be_given_instead_of_periods() {
    ledger.lateAfter = new LateAfter(0, Optional.of(Duration.ofMinutes(10)));
    ledger.lists(2, "manually");
    Notices node = ledger.node();
    ledger.pass(Duration.ofMinutes(11));
    node.look();
    assertThat(ledger.events()).containsExactly("late");
  }

  @Test
  void what_was_held_back_is_late_only_from_then_on() {
    ledger.pauses(1, false);
    ledger.pass(Duration.ofHours(30));
    notices.look();
    ledger.resumes(1);
    notices.look();
    Notices restarted = ledger.node();
    restarted.look();
    assertThat(ledger.events()).isEmpty();
  }

  @Test
  void titles_and_messages_hold_no_secret_of_ours_and_no_control_character() {
    RunView run = FakeOperations.view("r1", 1, "failed");
    ledger.database.inTransaction(
        tx -> {
          new sdesync.store.IntegrationStore()
              .update(
                  tx,
                  List.of(
                      new sdesync.integration.Integration(
                          1, 7L, "Rally", "a\r\nBcc: x@y hunter22", "hourly", "c", "alm", null)));
          return run;
        });
    notices.finished(run);
    assertThat(ledger.told.get(0).title()).isEqualTo("a Bcc: x@y *** (1) fails: exit_code");
  }
}
