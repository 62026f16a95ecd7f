package sdesync.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sdesync.integration.Integration;
import sdesync.integration.ServerState;

/** What the store of integrations promises, on whatever database. */
abstract class IntegrationStoreContract extends StoreFixture {
  @Test
  void what_was_added_comes_back_as_it_was() {
    var bare = new Integration(2, null, "", "", "", "x", "", null);
    add(integration(1), bare);
    assertThat(known(1))
        .isEqualTo(new KnownIntegration(integration(1), null, KEPT, null, null, 0, null, null));
    assertThat(known(2).integration()).isEqualTo(bare);
    assertThat(one(tx -> integrations.find(tx, 3L))).isEmpty();
  }

  @Test
  void what_sd_elements_says_of_its_runs_comes_back_and_can_be_written_alone() {
    var state = new ServerState(null, KEPT, false, new ServerState.Job(null, true), true);
    Integration said = integration(1);
    Integration saying =
        new Integration(
            1, 7L, said.system(), said.alias(), "daily", "c", "ALM", said.params(), state);
    add(said);
    write(tx -> integrations.refresh(tx, List.of(saying)));
    assertThat(known(1).integration().server()).isEqualTo(state);
    assertThat(known(1).integration().command()).isEqualTo("sync_rally");
    write(tx -> integrations.update(tx, List.of(said)));
    assertThat(known(1).integration().server()).isNull();
  }

  @Test
  void an_update_writes_what_sd_elements_says_and_keeps_what_the_worker_knows() {
    add(integration(1));
    var pause = new Pause(KEPT, KEPT.plusSeconds(60), "anna", "tracker moves", false);
    var changed = new Integration(1, 8L, "Jira", "B", "hourly", "sync_jira", "ALM", null);
    write(
        tx -> {
          integrations.pause(tx, 1, pause);
          integrations.countFailure(tx, 1, T0);
          integrations.countFailure(tx, 1, T0.plusSeconds(9));
          integrations.setProblem(tx, 1, "no command");
          integrations.update(tx, List.of(changed));
        });
    assertThat(known(1))
        .isEqualTo(new KnownIntegration(changed, "no command", KEPT, null, pause, 2, KEPT, null));
  }

  @Test
  void gone_is_a_time_and_back_is_none() {
    add(integration(1), integration(2));
    write(
        tx -> {
          integrations.markGone(tx, List.of(1L, 2L), T0);
          integrations.markBack(tx, List.of(2L));
        });
    assertThat(known(1).goneSince()).isEqualTo(KEPT);
    assertThat(known(1).isGone()).isTrue();
    assertThat(known(2).isGone()).isFalse();
  }

  @Test
  void a_resumed_integration_has_neither_pause_nor_failures() {
    add(integration(1));
    write(
        tx -> {
          integrations.countFailure(tx, 1, T0);
          integrations.pause(tx, 1, new Pause(KEPT, null, null, null, true));
          integrations.resume(tx, 1);
        });
    assertThat(known(1))
        .isEqualTo(new KnownIntegration(integration(1), null, KEPT, null, null, 0, null, null));
  }

  @Test
  void one_success_forgets_all_failures() {
    add(integration(1));
    write(
        tx -> {
          integrations.countFailure(tx, 1, T0);
          integrations.succeeded(tx, Map.of(1L, "r1"), KEPT);
        });
    assertThat(known(1).failures()).isZero();
    assertThat(known(1).failingSince()).isNull();
  }

  @Test
  void a_pause_is_over_at_its_time_and_one_without_a_time_never() {
    add(integration(1), integration(2));
    write(
        tx -> {
          integrations.pause(tx, 1, new Pause(KEPT, KEPT.plusSeconds(60), "a", null, false));
          integrations.pause(tx, 2, new Pause(KEPT, null, "a", null, false));
        });
    assertThat(list(tx -> integrations.pausesOver(tx, KEPT.plusSeconds(59)))).isEmpty();
    assertThat(list(tx -> integrations.pausesOver(tx, KEPT.plusSeconds(60)))).containsExactly(1L);
  }

  @Test
  void a_list_narrows_by_every_part_of_the_filter_and_turns_pages_by_id() {
    add(
        new Integration(1, 7L, "Rally", "A", "daily", "c", "ALM", null),
        new Integration(2, 7L, "Jira", "A", "daily", "c", "ALM", null),
        new Integration(3, 8L, "Rally", "A", "daily", "c", "ALM", null),
        new Integration(4, 7L, "Rally", "B", "weekly", "c", "Scan", null));
    assertThat(ids(filter(List.of(), "A", "Rally", "ALM", "daily", 7L))).containsExactly(1L);
    assertThat(ids(filter(List.of(), null, null, "Scan", null, null))).containsExactly(4L);
    assertThat(ids(filter(List.of(), null, null, null, "weekly", null))).containsExactly(4L);
    assertThat(ids(filter(List.of(1L, 3L, 9L), null, "Rally", null, null, null)))
        .containsExactly(1L, 3L);
    assertThat(ids(IntegrationFilter.ALL)).containsExactly(1L, 2L, 3L, 4L);
    assertThat(
            list(
                tx ->
                    integrations.list(tx, IntegrationFilter.ALL, 1, 2).stream()
                        .map(KnownIntegration::id)
                        .toList()))
        .containsExactly(2L, 3L);
    write(
        tx -> {
          integrations.markGone(tx, List.of(1L), T0);
        });
    assertThat(ids(IntegrationFilter.listedIn(7L))).containsExactly(2L, 4L);
    assertThat(ids(IntegrationFilter.listedIn(null))).containsExactly(2L, 3L, 4L);
  }

  private static IntegrationFilter filter(
      List<Long> ids,
      @Nullable String alias,
      @Nullable String system,
      @Nullable String type,
      @Nullable String frequency,
      @Nullable Long project) {
    return new IntegrationFilter(ids, alias, system, type, frequency, project, false);
  }

  private List<Long> ids(IntegrationFilter filter) {
    List<Long> ids = database.inTransaction(tx -> integrations.ids(tx, filter, 0, 100));
    assertThat(list(tx -> integrations.list(tx, filter, 0, 100)).stream().map(KnownIntegration::id))
        .as("list and ids agree")
        .isEqualTo(ids);
    return ids;
  }

  @Test
  void more_ids_than_one_statement_takes_are_found() {
    List<Integration> many =
        LongStream.rangeClosed(1, 2_500).mapToObj(StoreFixture::integration).toList();
    List<Long> asked = LongStream.rangeClosed(1, 70_000).boxed().toList();
    write(
        tx -> {
          integrations.add(tx, many, T0);
        });
    assertThat(list(tx -> integrations.find(tx, asked))).hasSize(2_500);
  }
}
