package sdesync.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import sdesync.history.Reason;
import sdesync.history.RunState;
import sdesync.store.Glances.Ended;

/** What a screen of thousands is told, on whatever database. */
abstract class GlancesContract extends StoreFixture {
  private final Glances glances = new Glances();

  @BeforeEach
  void addIntegrations() {
    write(
        tx ->
            integrations.add(
                tx, List.of(integration(1), integration(2), integration(3), integration(4)), T0));
  }

  private void add(long integration, String id, String state, int minute) {
    Instant at = KEPT.plusSeconds(60L * minute);
    write(
        tx ->
            tx.handle()
                .createUpdate(
                    """
                    insert into run (id, integration_id, alias, command, trigger_kind, slots,
                      attempt, state, reason, message, queued_at, finished_at, fence)
                    values (:id, :integration, 'a', 'c', 'manual', 0, 1, :state, :reason, '', :at,
                      :end, 1)
                    """)
                .bind("id", id)
                .bind("integration", integration)
                .bind("state", state)
                .bind("reason", state.equals("failed") ? "exit_code" : null)
                .bind("at", at)
                .bind("end", at.plusSeconds(9))
                .execute());
  }

  private Map<Long, List<Ended>> ended(List<Long> ids, int most) {
    return database.inTransaction(tx -> glances.ended(tx, ids, most));
  }

  private static List<String> ids(Map<Long, List<Ended>> ended, long integration) {
    return ended.getOrDefault(integration, List.of()).stream().map(Ended::id).toList();
  }

  @Test
  void of_each_the_newest_that_ended_come_newest_first_and_no_more_than_asked() {
    for (int minute = 0; minute < 5; minute++) {
      add(1, "a" + minute, "succeeded", minute);
      add(2, "b" + minute, "failed", -minute);
    }
    add(1, "a5", "running", 5);
    add(1, "a6", "queued", 6);
    add(3, "c0", "running", 0);
    Map<Long, List<Ended>> ended = ended(List.of(2L, 1L, 3L, 4L), 3);
    assertThat(ended).containsOnlyKeys(1L, 2L);
    assertThat(ids(ended, 1)).containsExactly("a4", "a3", "a2");
    assertThat(ids(ended, 2)).containsExactly("b0", "b1", "b2");
    assertThat(ended.getOrDefault(2L, List.of()))
        .contains(
            new Ended("b0", RunState.FAILED, Reason.EXIT_CODE, KEPT, null, KEPT.plusSeconds(9)));
  }

  @Test
  void of_two_of_one_moment_the_one_added_last_is_newer() {
    add(1, "a1", "succeeded", 0);
    add(1, "a2", "failed", 0);
    assertThat(ids(ended(List.of(1L), 1), 1)).containsExactly("a2");
  }

  @Test
  void of_none_nothing_is_read() {
    assertThat(ended(List.of(), 20)).isEmpty();
  }
}
