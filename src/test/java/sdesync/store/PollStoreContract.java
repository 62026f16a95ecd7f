package sdesync.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import sdesync.history.Reason;

/** What the stores of polls and audit promise, on whatever database. */
abstract class PollStoreContract extends StoreFixture {
  @Test
  void a_claim_goes_to_whoever_is_first() {
    write(
        tx -> {
          polls.add(tx, "all", T0);
        });
    PollState seen = database.inTransaction(tx -> polls.find(tx, "all")).orElseThrow();
    Instant next = T0.plusSeconds(300);
    assertThat(database.<Boolean>inTransaction(tx -> polls.claim(tx, seen, T0, next))).isTrue();
    assertThat(database.<Boolean>inTransaction(tx -> polls.claim(tx, seen, T0, next))).isFalse();
    PollState claimed = database.inTransaction(tx -> polls.find(tx, "all")).orElseThrow();
    assertThat(claimed.nextAt()).isEqualTo(KEPT.plusSeconds(300));
    assertThat(claimed.lastAttempt()).isEqualTo(KEPT);
  }

  @Test
  void a_failing_poll_is_remembered_until_a_good_one() {
    write(
        tx -> {
          polls.add(tx, "7", T0);
          polls.succeeded(tx, "7", T0, new HeldRemoval(12, 1, "abc"));
        });
    PollState good = state("7");
    assertThat(good.lastSuccess()).isEqualTo(KEPT);
    assertThat(good.held()).isEqualTo(new HeldRemoval(12, 1, "abc"));
    PollState failing =
        good.failing(KEPT, 2, Reason.SDE_UNAUTHORIZED, "x".repeat(3_000), KEPT.plusSeconds(30));
    write(
        tx -> {
          polls.failed(tx, failing);
        });
    assertThat(state("7").problem()).hasSize(2_000).endsWith("…");
    assertThat(state("7")).usingRecursiveComparison().ignoringFields("problem").isEqualTo(failing);
    write(
        tx -> {
          polls.succeeded(tx, "7", T0, null);
        });
    assertThat(state("7"))
        .isEqualTo(
            new PollState("7", KEPT.plusSeconds(30), null, KEPT, null, KEPT, 0, null, null, null));
  }

  private PollState state(String scope) {
    return database.inTransaction(tx -> polls.find(tx, scope)).orElseThrow();
  }

  @Test
  void hastening_never_puts_a_poll_off() {
    write(
        tx -> {
          polls.add(tx, "1", T0);
          polls.add(tx, "2", T0.plusSeconds(600));
          polls.failed(
              tx,
              polls
                  .find(tx, "2")
                  .orElseThrow()
                  .failing(T0, 1, Reason.SDE_UNREACHABLE, "down", T0.plusSeconds(600)));
          polls.hasten(tx, "1", T0.plusSeconds(60));
          polls.hastenFailing(tx, Reason.SDE_UNREACHABLE, T0.plusSeconds(60));
        });
    assertThat(state("1").nextAt()).isEqualTo(KEPT);
    assertThat(state("2").nextAt()).isEqualTo(KEPT.plusSeconds(60));
  }

  @Test
  void audit_is_read_newest_first_page_by_page() {
    write(
        tx -> {
          audit.append(
              tx,
              List.of(
                  AuditEntry.of(T0, "poll", "added", 1L, "first"),
                  AuditEntry.of(T0, "anna", "paused", 2L, "\0odd"),
                  AuditEntry.of(T0, "poll", "held", null, "y".repeat(5_000))));
        });
    List<AuditEntry> newest = database.inTransaction(tx -> audit.newest(tx, Long.MAX_VALUE, 2));
    assertThat(newest).extracting(AuditEntry::action).containsExactly("held", "paused");
    assertThat(newest.get(0).detail()).hasSize(4_000);
    assertThat(newest.get(1).detail()).isEqualTo("odd");
    assertThat(newest.get(1).at()).isEqualTo(KEPT);
    assertThat(list(tx -> audit.newest(tx, newest.get(1).id(), 2)))
        .extracting(AuditEntry::action)
        .containsExactly("added");
    assertThat(list(tx -> audit.newestOf(tx, 2, 9)))
        .extracting(AuditEntry::who)
        .containsExactly("anna");
  }
}
