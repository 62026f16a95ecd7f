package sdesync.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sdesync.catalog.World.ids;
import static sdesync.catalog.World.integration;
import static sdesync.catalog.World.list;
import static sdesync.catalog.World.refusing;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.catalog.PollReport.Change;
import sdesync.catalog.PollReport.Refused;
import sdesync.catalog.Reconciliation.Changed;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;
import sdesync.sde.IntegrationList;
import sdesync.sde.IntegrationList.RefusedItem;
import sdesync.sde.SdeFailure;
import sdesync.store.AuditEntry;
import sdesync.store.IntegrationStore;
import sdesync.store.Pause;

/** What a good list does to what is known. */
class CatalogTest {
  @TempDir Path dir;
  private World world;

  @BeforeEach
  void open() {
    world = new World(dir);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static Integration with(Integration of, String command, @Nullable ParamsOutline params) {
    return new Integration(
        of.id(),
        of.projectId(),
        of.system(),
        of.alias(),
        of.frequency(),
        command,
        of.type(),
        params);
  }

  @Test
  void a_first_list_adds_everything_and_tells_the_schedule() {
    PollReport report = world.poll(ids(2, 1));
    assertThat(report.ok()).isTrue();
    assertThat(report.added())
        .containsExactly(new Change(1, "Alias 1", List.of()), new Change(2, "Alias 2", List.of()));
    assertThat(world.known(1).integration()).isEqualTo(integration(1));
    assertThat(world.known(1).firstSeen()).isEqualTo(world.now);
    assertThat(world.heard).hasSize(1);
    assertThat(world.heard.get(0).added()).containsExactly(integration(1), integration(2));
    assertThat(world.audit())
        .extracting(AuditEntry::action, AuditEntry::integrationId, AuditEntry::who)
        .containsExactly(tuple("added", 1L), tuple("added", 2L));
  }

  private static org.assertj.core.groups.Tuple tuple(String action, long id) {
    return org.assertj.core.groups.Tuple.tuple(action, id, "poll");
  }

  @Test
  void the_same_list_again_changes_nothing_and_tells_nobody() {
    world.poll(ids(1, 2));
    PollReport again = world.poll(ids(1, 2));
    assertThat(again.added()).isEmpty();
    assertThat(again.changed()).isEmpty();
    assertThat(world.heard).hasSize(1);
    assertThat(world.audit()).hasSize(2);
    assertThat(world.state().lastSuccess()).isEqualTo(world.now);
  }

  @Test
  void a_change_names_its_fields_with_old_and_new_value() {
    world.poll(ids(1));
    Integration now =
        new Integration(
            1,
            2L,
            "Jira",
            "Alias 1",
            "weekly",
            "rm\n-rf",
            "ALM",
            new ParamsOutline(List.of("alm_user", "jira_key"), "jira.example"));
    PollReport report = world.poll(list(now));
    List<String> fields =
        List.of("project_id", "system", "frequency", "command", "params", "target");
    assertThat(report.changed()).containsExactly(new Change(1, "Alias 1", fields));
    assertThat(world.heard.get(1).changed())
        .containsExactly(new Changed(integration(1), now, fields));
    assertThat(world.audit().get(1).detail())
        .isEqualTo(
            "\"Alias 1\": project_id 1 -> 2; system \"Rally\" -> \"Jira\"; frequency \"daily\" ->"
                + " \"weekly\"; command \"sync_rally\" -> \"rm\\u{a}-rf\"; params +\"jira_key\""
                + " -\"alm_pass\"; target \"rally.example\" -> \"jira.example\"");
  }

  @Test
  void what_is_no_longer_listed_is_gone_and_keeps_its_row_and_pause() {
    world.poll(ids(1, 2));
    var pause = new Pause(World.START, null, "anna", "move", false);
    world.database.inTransaction(
        tx -> {
          new IntegrationStore().pause(tx, 1, pause);
          return 0;
        });
    PollReport report = world.poll(ids(2));
    assertThat(report.gone()).containsExactly(new Change(1, "Alias 1", List.of()));
    assertThat(world.known(1).goneSince()).isEqualTo(world.now);
    assertThat(world.known(1).pause()).isEqualTo(pause);
    assertThat(world.heard.get(1).gone()).containsExactly(integration(1));
    assertThat(world.poll(ids(2)).gone()).as("gone once").isEmpty();
  }

  @Test
  void what_comes_back_takes_its_place_again() {
    world.poll(ids(1, 2));
    world.poll(ids(2));
    PollReport report = world.poll(list(integration(1, "weekly"), integration(2)));
    assertThat(report.back()).containsExactly(new Change(1, "Alias 1", List.of("frequency")));
    assertThat(report.added()).isEmpty();
    assertThat(report.changed()).isEmpty();
    assertThat(world.known(1).isGone()).isFalse();
    assertThat(world.known(1).integration()).isEqualTo(integration(1, "weekly"));
    assertThat(world.known(1).firstSeen()).isEqualTo(World.START.plusSeconds(60));
    assertThat(world.heard.get(2).back())
        .containsExactly(
            new Changed(integration(1), integration(1, "weekly"), List.of("frequency")));
    assertThat(world.audit())
        .extracting(AuditEntry::action)
        .containsExactly("added", "added", "gone", "back");
  }

  @Test
  void a_known_one_whose_item_turns_invalid_stays_as_last_seen_with_its_problem() {
    world.poll(ids(1, 2));
    var bad = refusing(ids(2), new RefusedItem(1L, "it has no\ncommand"));
    PollReport report = world.poll(bad);
    assertThat(report.gone()).isEmpty();
    assertThat(report.refused()).containsExactly(new Refused(1L, true, "it has no\ncommand"));
    assertThat(world.known(1).problem()).isEqualTo("it has no\\u{a}command");
    assertThat(world.known(1).integration()).isEqualTo(integration(1));
    world.poll(bad);
    assertThat(world.poll(ids(1, 2)).changed()).isEmpty();
    assertThat(world.known(1).problem()).isNull();
    assertThat(world.audit())
        .extracting(AuditEntry::action)
        .containsExactly("added", "added", "problem", "problem_over");
  }

  @Test
  void an_unknown_item_that_is_invalid_is_refused_alone() {
    PollReport report =
        world.poll(refusing(ids(1), new RefusedItem(9L, "no"), new RefusedItem(null, "worse")));
    assertThat(report.ok()).isTrue();
    assertThat(report.refused())
        .containsExactly(new Refused(9L, false, "no"), new Refused(null, false, "worse"));
    assertThat(world.listed()).containsExactly(1L);
    assertThat(world.audit()).hasSize(1);
  }

  @Test
  void an_item_the_store_has_no_place_for_is_refused_alone() {
    world.poll(ids(1));
    ParamsOutline params = integration(1).params();
    PollReport report =
        world.poll(
            list(
                with(integration(1), "nul\0", params),
                with(integration(2), "half \ud83d pair", params),
                with(integration(3), "x".repeat(1_001), params),
                with(integration(4), "whole \ud83d\ude00 pair", params)));
    assertThat(report.refused())
        .extracting(Refused::integrationId, Refused::known)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1L, true),
            org.assertj.core.groups.Tuple.tuple(2L, false),
            org.assertj.core.groups.Tuple.tuple(3L, false));
    assertThat(report.refused().get(2).why()).contains("command", "1,001", "1,000");
    assertThat(world.listed()).containsExactly(1L, 4L);
    assertThat(world.known(1).integration()).isEqualTo(integration(1));
  }

  @Test
  void a_list_with_an_id_twice_changes_nothing() {
    world.poll(ids(1, 2));
    for (IntegrationList bad :
        List.of(ids(3, 4, 3), refusing(ids(3), new RefusedItem(3L, "again")))) {
      assertThatThrownBy(() -> world.catalog.accept(bad))
          .isInstanceOf(SdeFailure.class)
          .hasMessageContaining("integration 3 twice");
    }
    assertThat(world.listed()).containsExactly(1L, 2L);
  }

  @Test
  void when_the_schedule_cannot_take_the_changes_nothing_has_changed() {
    world.poll(ids(1));
    world.scheduleFails = new IllegalStateException("no");
    assertThatThrownBy(() -> world.catalog.accept(ids(1, 2))).hasMessage("no");
    assertThat(world.listed()).containsExactly(1L);
    assertThat(world.audit()).hasSize(1);
    world.scheduleFails = null;
    assertThat(world.poll(ids(1, 2)).added()).hasSize(1);
  }

  @Test
  void a_list_read_without_params_keeps_what_was_known_of_them() {
    world.poll(ids(1));
    var without =
        new IntegrationList(
            null, false, List.of(with(integration(1), "sync_rally", null)), List.of());
    assertThat(world.poll(without).changed()).isEmpty();
    assertThat(world.known(1).integration()).isEqualTo(integration(1));
  }

  @Test
  void another_order_of_params_is_no_change() {
    world.poll(ids(1));
    var turned = new ParamsOutline(List.of("alm_pass", "alm_user"), "rally.example");
    assertThat(world.poll(list(with(integration(1), "sync_rally", turned))).changed()).isEmpty();
  }

  @Test
  void a_list_that_began_before_the_one_in_force_changes_nothing() {
    assertThat(world.polls.due()).containsExactly(PollScope.ALL);
    world.now = world.now.plusSeconds(5);
    // Another node began later and was faster.
    var other = new World(world.database);
    other.now = world.now;
    other.poll(ids(1, 2, 3));
    world.now = world.now.plusSeconds(100);
    PollReport late = world.polls.succeeded(world.catalog.accept(ids(1)));
    assertThat(late.gone()).isEmpty();
    assertThat(world.listed()).containsExactly(1L, 2L, 3L);
  }

  @Test
  void a_clock_that_was_set_back_does_not_freeze_the_list() {
    world.poll(ids(1, 2));
    world.now = World.START.minus(Duration.ofDays(3));
    assertThat(world.poll(ids(1)).gone()).hasSize(1);
  }

  @Test
  void many_changes_are_all_in_the_audit() {
    world.poll(ids(World.upTo(50)));
    assertThat(world.audit()).hasSize(50);
  }
}
