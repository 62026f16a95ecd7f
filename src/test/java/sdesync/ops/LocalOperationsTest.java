package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sdesync.ops.LocalWorker.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.RunState;
import sdesync.integration.Integration;
import sdesync.ops.RunAnswers.Excluded;
import sdesync.ops.RunAnswers.RunAnswer;
import sdesync.store.AcceptedPlanStore;
import sdesync.store.PollState;

/** The worker of this process, on a real store. */
class LocalOperationsTest {
  private static final Integration HOURLY = integration(1, "rally", "hourly", "sync_rally");
  private static final Integration MANUAL = integration(2, "rally", "manually", "sync_rally");
  private static final Integration ODD = integration(3, "jira", "yearly", "sync_rally");
  private static final Integration UNKNOWN = integration(4, "jira", "hourly", "rm -rf /");
  private static final Integration OLD = integration(5, "jira", "hourly", "sync_rally");

  @TempDir Path folder;
  private LocalWorker worker;
  private LocalOperations operations;

  @BeforeEach
  void open() throws Exception {
    worker = new LocalWorker(folder);
    operations = worker.operations;
    worker.lists(HOURLY, MANUAL, ODD, UNKNOWN, OLD);
    worker.drops(OLD);
  }

  @AfterEach
  void close() {
    worker.close();
  }

  @Test
  void integrations_say_their_state_handler_next_run_and_problem() {
    operations.pause(new PauseOrder(Selector.ofId(2), null, "move"), "alice");
    List<IntegrationView> list =
        operations.integrations(IntegrationQuery.of(Selector.NONE)).results();
    assertThat(list)
        .extracting(IntegrationView::state)
        .containsExactly("scheduled", "paused", "unsupported", "scheduled", "gone");
    assertThat(list)
        .extracting(IntegrationView::handler)
        .containsExactly("external", "external", "external", "none", "external");
    assertThat(list.get(0).nextRunAt()).isEqualTo(Instant.parse("2026-11-23T13:00:00Z"));
    assertThat(list.get(0).problem()).isNull();
    assertThat(list.get(1).pause())
        .isEqualTo(new IntegrationView.PauseView(LocalWorker.START, null, "alice", "move", false));
    assertThat(list.get(2).problem()).contains("yearly");
    assertThat(list.get(3).problem()).contains("Nothing was executed");
    assertThat(list.get(4).problem()).isNull();
    assertThat(list.get(0).target()).isEqualTo("rally.example");
  }

  @Test
  void lists_come_in_pages_that_join_without_gap() {
    var first = operations.integrations(new IntegrationQuery(Selector.NONE, 2, null));
    var second = operations.integrations(new IntegrationQuery(Selector.NONE, 2, first.cursor()));
    var third = operations.integrations(new IntegrationQuery(Selector.NONE, 2, second.cursor()));
    assertThat(first.results()).extracting(IntegrationView::id).containsExactly(1L, 2L);
    assertThat(second.results()).extracting(IntegrationView::id).containsExactly(3L, 4L);
    assertThat(third.results()).extracting(IntegrationView::id).containsExactly(5L);
    assertThat(third.next()).isNull();
    assertThatThrownBy(() -> operations.integrations(new IntegrationQuery(Selector.NONE, 2, "x")))
        .hasMessageContaining("cursor");
  }

  @Test
  void an_order_tells_each_ones_disposition_and_who_is_left_out() {
    operations.pause(new PauseOrder(Selector.ofId(2), null, null), "alice");
    RunAnswers all = operations.requestRuns(new RunOrder(Selector.everything(), false), "bob");
    assertThat(all.results()).extracting(a -> a.run().integrationId()).containsExactly(1L, 3L, 4L);
    assertThat(all.results()).extracting(RunAnswer::disposition).containsOnly("started");
    assertThat(all.results()).extracting(a -> a.run().requestedBy()).containsOnly("bob");
    assertThat(all.excluded()).extracting(Excluded::reason).containsExactly("paused", "gone");
    RunAnswers named =
        operations.requestRuns(
            new RunOrder(Selector.ofIds(List.of(1L, 2L, 5L, 99L)), false), "bob");
    assertThat(named.results())
        .extracting(RunAnswer::disposition)
        .containsExactly("joined", "started", "refused");
    assertThat(named.results().get(0).run().id()).isEqualTo(all.results().get(0).run().id());
    assertThat(named.excluded()).extracting(Excluded::reason).containsExactly("unknown_id");
    assertThatThrownBy(() -> operations.requestRuns(new RunOrder(Selector.NONE, false), "bob"))
        .hasMessageContaining("nothing is selected");
  }

  @Test
  void an_accepted_plan_is_kept_for_the_run_that_comes_and_stands_in_the_audit() {
    var answer = operations.requestRun(1, "0123456789abcdef", "bob");
    assertThat(answer.disposition()).isEqualTo("started");
    Optional<String> kept = worker.database.inTransaction(tx -> new AcceptedPlanStore().of(tx, 1));
    assertThat(kept).contains("0123456789abcdef");
    assertThat(operations.audit(10, null).results())
        .anyMatch(e -> e.action().equals("accept_plan") && e.who().equals("bob"));
  }

  @Test
  void ids_are_alternatives_and_the_rest_narrows() {
    var both = new Selector(List.of(1L, 4L), null, "rally", null, null, null, false);
    RunAnswers answers = operations.requestRuns(new RunOrder(both, false), "bob");
    assertThat(answers.results()).extracting(a -> a.run().integrationId()).containsExactly(1L);
    assertThat(answers.excluded()).extracting(Excluded::reason).containsExactly("not_selected");
  }

  @Test
  void a_dry_run_orders_nothing_and_gives_a_reason_for_every_other_one() {
    operations.requestRun(2, "bob");
    var rally = new Selector(List.of(), null, "rally", null, null, null, false);
    RunAnswers some = operations.requestRuns(new RunOrder(rally, true), "bob");
    assertThat(some.results())
        .extracting(RunAnswer::disposition)
        .containsExactly("started", "joined");
    assertThat(some.results().get(0).run().id()).isNull();
    assertThat(some.excluded())
        .extracting(Excluded::integrationId)
        .containsExactlyInAnyOrder(3L, 4L, 5L);
    RunAnswers all = operations.requestRuns(new RunOrder(Selector.everything(), true), "bob");
    assertThat(all.excluded())
        .extracting(Excluded::reason)
        .containsExactlyInAnyOrder("unknown_command", "gone");
    assertThat(operations.runs(query(null, 10)).results()).hasSize(1);
  }

  @Test
  void a_waiting_run_is_cancelled_once() {
    String id = String.valueOf(operations.requestRun(1, "bob").run().id());
    assertThat(operations.integration(1).queued()).isNotNull();
    assertThat(operations.cancel(id, "alice").state()).isEqualTo("cancelled");
    assertThat(kind(() -> operations.cancel(id, "alice"))).isEqualTo(OpsFailure.Kind.CONFLICT);
    assertThat(kind(() -> operations.cancel("r0", "alice"))).isEqualTo(OpsFailure.Kind.NOT_FOUND);
    assertThat(operations.integration(1).lastRun()).isEqualTo(operations.run(id));
  }

  @Test
  void a_run_is_seen_from_order_to_end_with_its_output() throws Exception {
    var ended = new CountDownLatch(1);
    worker.door =
        request -> {
          write(request.runId(), "one\ntwo\n");
          ended.countDown();
          return Outcome.of(RunState.FAILED, Reason.EXIT_CODE, "It ended with exit code 3.");
        };
    worker.engine.start();
    String id = String.valueOf(operations.requestRun(1, "bob").run().id());
    assertThat(ended.await(20, TimeUnit.SECONDS)).isTrue();
    worker.engine.drain(Duration.ofSeconds(20));
    assertThat(operations.run(id).message()).isEqualTo("It ended with exit code 3.");
    LogPart part = operations.log(id, 0);
    assertThat(part.text()).isEqualTo("one\ntwo\n");
    assertThat(part.end()).isFalse();
    assertThat(operations.log(id, part.next())).isEqualTo(new LogPart("", part.next(), true));
    assertThat(kind(() -> operations.log("r0", 0))).isEqualTo(OpsFailure.Kind.NOT_FOUND);
    assertThat(operations.status().attention())
        .anySatisfy(
            item -> {
              assertThat(item.integrationId()).isEqualTo(1);
              assertThat(item.message()).contains("exit code 3");
              assertThat(item.fix()).contains("sde-sync log " + id);
            });
  }

  private void write(String runId, String text) {
    try {
      Files.writeString(
          Files.createDirectories(worker.data.resolve("output")).resolve(runId + ".log"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void runs_are_paged_newest_first_and_filtered() {
    for (int i = 0; i < 3; i++) {
      worker.now = worker.now.plusSeconds(1);
      operations.cancel(String.valueOf(operations.requestRun(1, "bob").run().id()), "bob");
    }
    operations.requestRun(2, "bob");
    var first = operations.runs(query(null, 2));
    assertThat(first.results().get(0).integrationId()).isEqualTo(2);
    var second = operations.runs(new RunQuery(List.of(), null, null, null, 2, first.cursor()));
    assertThat(second.results()).hasSize(2).doesNotContainAnyElementsOf(first.results());
    assertThat(second.next()).isNull();
    assertThat(operations.runs(query(RunState.CANCELLED, 50)).results()).hasSize(3);
    var since = new RunQuery(List.of(), 1L, null, worker.now, 50, null);
    assertThat(operations.runs(since).results()).hasSize(1);
  }

  private static RunQuery query(@Nullable RunState state, int limit) {
    return new RunQuery(List.of(), null, state, null, limit, null);
  }

  @Test
  void status_counts_and_names_what_needs_a_human() {
    StatusView status = operations.status();
    assertThat(status.sde().state()).isEqualTo("unknown");
    assertThat(status.integrations())
        .containsEntry("scheduled", 2L)
        .containsEntry("manual", 1L)
        .containsEntry("unsupported", 1L)
        .containsEntry("gone", 1L)
        .containsEntry("paused", 0L);
    assertThat(status.attention())
        .extracting(StatusView.Attention::integrationId)
        .containsExactly(3L, 4L);
    assertThat(status.attention().get(1).reason()).isEqualTo("unknown_command");
  }

  @Test
  void status_says_since_when_sd_elements_answers_or_does_not() {
    Instant good = LocalWorker.START.minusSeconds(7200);
    worker.states = List.of(poll(good, null, null), poll(good.plusSeconds(60), null, null));
    StatusView up = operations.status();
    assertThat(up.sde().state()).isEqualTo("reachable");
    assertThat(up.sde().since()).isEqualTo(good.plusSeconds(60));
    assertThat(up.list().late()).isFalse();
    worker.now = good.plus(Duration.ofHours(25));
    worker.states = List.of(poll(null, good, Reason.SDE_UNAUTHORIZED));
    StatusView down = operations.status();
    assertThat(down.sde().state()).isEqualTo("unauthorized");
    assertThat(down.sde().since()).isEqualTo(good);
    assertThat(down.list().late()).isTrue();
    assertThat(down.attention())
        .extracting(StatusView.Attention::reason)
        .startsWith("sde_unauthorized", "late");
    assertThat(reasons(1, null)).contains("sde_unauthorized");
  }

  private static PollState poll(
      @Nullable Instant goodSince, @Nullable Instant failingSince, @Nullable Reason reason) {
    Instant read = LocalWorker.START.minusSeconds(7200);
    String problem = reason == null ? null : "it answered 401";
    return new PollState(
        "all", read, read, read, failingSince, goodSince, 0, reason, problem, null);
  }

  @Test
  void why_names_what_holds_it_back() {
    assertThat(reasons(1, null)).containsExactly("scheduled");
    assertThat(reasons(2, null)).containsExactly("manual");
    assertThat(reasons(3, null)).containsExactly("unsupported");
    assertThat(reasons(4, null)).contains("unknown_command");
    assertThat(reasons(5, null)).containsExactly("gone");
    assertThat(reasons(1, LocalWorker.START.minusSeconds(60))).containsExactly("unknown_then");
    operations.pause(new PauseOrder(Selector.ofId(1), null, "move"), "alice");
    assertThat(operations.why(1, null).causes().get(0).message()).contains("alice", "move");
    assertThat(kind(() -> operations.why(99, null))).isEqualTo(OpsFailure.Kind.NOT_FOUND);
  }

  private List<String> reasons(long id, @Nullable Instant at) {
    return operations.why(id, at).causes().stream().map(Why.Cause::reason).toList();
  }

  @Test
  void pause_and_resume_are_audited_with_who_did_them() {
    operations.pause(new PauseOrder(Selector.ofId(1), null, "move"), "alice");
    var resumed = operations.resume(Selector.everything(), "bob");
    assertThat(resumed.results()).hasSize(4).allMatch(i -> i.pause() == null);
    assertThat(operations.audit(10, null).results())
        .extracting(entry -> entry.who() + " " + entry.action() + " " + entry.integrationId())
        .containsExactly("bob resume 1", "alice pause 1");
    var first = operations.audit(1, null);
    assertThat(operations.audit(1, first.cursor()).results()).hasSize(1);
  }

  private static OpsFailure.Kind kind(Runnable question) {
    try {
      question.run();
    } catch (OpsFailure e) {
      return e.kind();
    }
    throw new AssertionError("nothing was refused");
  }
}
