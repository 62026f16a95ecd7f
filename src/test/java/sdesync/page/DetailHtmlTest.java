package sdesync.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;
import sdesync.integration.ServerState;
import sdesync.ops.LocalWorker;
import sdesync.ops.OpsFailure;
import sdesync.ops.PlanView;
import sdesync.store.AcceptedPlanStore;

/** What the page shows of one integration beyond its own screen. */
class DetailHtmlTest {
  private static final String HASH = "0123456789abcdef";
  private static final String HOSTILE = "<img src=x onerror=alert(1)>";

  @TempDir Path folder;
  private PageServer server;
  private PageServer.Visitor boss;

  @BeforeEach
  void serve() throws Exception {
    server = new PageServer(folder);
    boss = server.visitor("admin-token");
    server.worker.lists(LocalWorker.integration(1, "Rally", "hourly", "sync_rally"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void plan(String guard, PlanView.Line... lines) {
    server.worker.plan =
        id ->
            new PlanView(
                id, HASH, guard.isEmpty() ? null : guard, Map.of(), List.of(lines), List.of());
  }

  @Test
  void a_plan_says_what_a_sync_would_do_and_nothing_from_outside_is_markup() {
    plan(
        "",
        new PlanView.Line("T2", "create", null, HOSTILE, "it has no item"),
        new PlanView.Line("T3", "set_status_in_sde", "US1", "Complete", HOSTILE),
        new PlanView.Line("T4", "leave", "US2", null, "both agree"));
    assertThat(boss.get("/integrations/1/plan").body())
        .contains("2 changes", "1 task stays as it is", "set status in sde", "US1", "Nothing was")
        .contains("/integrations/1/sync\"", "&lt;img")
        .doesNotContain("<img", "both agree", "It would stop");
  }

  @Test
  void a_plan_that_would_stop_is_allowed_by_its_hash_and_no_other() {
    plan(
        "it would close 11 of 12 items",
        new PlanView.Line("T2", "close", "US1", null, "its task left"));
    assertThat(boss.get("/integrations/1/plan").body())
        .contains("It would stop", "it would close 11 of 12 items", "value=\"" + HASH + "\"");
    assertThat(server.visitor("view-token").get("/integrations/1/plan").body())
        .contains("It would stop")
        .doesNotContain("<form class=\"order\" method=\"post\" action=\"/integrations");

    var synced = boss.post("/integrations/1/sync", Map.of("accept_plan", HASH));
    assertThat(synced.statusCode()).isEqualTo(303);
    var accepted = server.worker.database.inTransaction(tx -> new AcceptedPlanStore().of(tx, 1));
    assertThat(accepted).contains(HASH);
    assertThat(boss.post("/integrations/1/sync", Map.of("accept_plan", "all")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void a_plan_that_cannot_be_made_is_a_screen_that_says_why() {
    server.worker.plan =
        id -> {
          throw new OpsFailure(OpsFailure.Kind.CONFLICT, "it runs " + HOSTILE);
        };
    var answer = boss.get("/integrations/1/plan");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(answer.body()).contains("Not possible", "&lt;img").doesNotContain("<img");
  }

  @Test
  void a_very_long_plan_is_cut_and_says_where_all_of_it_is() {
    plan(
        "",
        IntStream.rangeClosed(1, 2_000)
            .mapToObj(i -> new PlanView.Line("T" + i, "create", null, "x", "it has no item"))
            .toArray(PlanView.Line[]::new));
    assertThat(boss.get("/integrations/1/plan").body())
        .contains("2,000 changes", "And 1,500 more", "sde-sync plan 1");
  }

  @Test
  void what_sd_elements_says_of_its_own_runs_is_shown() {
    Instant then = LocalWorker.START.minusSeconds(7_200);
    server.worker.lists(
        new Integration(
            2,
            7L,
            "Jira",
            "told",
            "daily",
            "sync_jira",
            "alm",
            new ParamsOutline(List.of(), null),
            new ServerState(true, then, true, new ServerState.Job(then, false), true)));
    assertThat(boss.get("/integrations/2").body())
        .contains("Running there", "Last job there", "failed", "Last success there", "Debug mode");
    assertThat(boss.get("/integrations/1").body()).doesNotContain("there</dt>", "Debug mode");
  }
}
