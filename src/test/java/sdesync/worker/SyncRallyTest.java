package sdesync.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdesync.config.Settings;
import sdesync.ops.Operations;
import sdesync.ops.OpsFailure;
import sdesync.ops.PlanView;
import sdesync.ops.RunView;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxProject;
import sdesync.sandbox.SandboxSettings;
import sdesync.sandbox.rally.Rally;
import sdesync.sandbox.wire.RequestLog;
import sdesync.schedule.EngineMode;

/** The command sync_rally from one end to the other: the worker between two simulated servers. */
@Timeout(120)
class SyncRallyTest {
  private static final long RALLY = 1;

  @TempDir Path folder;
  private final List<RequestLog.Line> writes = new CopyOnWriteArrayList<>();
  private Sandbox sandbox;
  private Wiring wiring;
  private Operations worker;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
    sandbox.requests().listen(this::note);
    sandbox.rallyRequests().listen(this::note);
    open();
    worker.poll("test");
  }

  private void note(RequestLog.Line line) {
    if (!line.method().equals("GET")) {
      writes.add(line);
    }
  }

  private void open() {
    Map<String, String> keys = new HashMap<>();
    keys.put("sde.url", sandbox.url().toString());
    keys.put("sde.token", Sandbox.TOKEN);
    keys.put("sde.admin-token", Sandbox.ADMIN_TOKEN);
    keys.put("data.dir", folder.resolve("data").toString());
    keys.put("routes.dir", folder.resolve("routes").toString());
    keys.put("commands.dir", folder.resolve("commands").toString());
    keys.put("run.retries", "0");
    Settings settings = Settings.of(keys, folder, Path.of("").toAbsolutePath());
    wiring = Wiring.open(settings, EngineMode.ONLY_REQUESTED, Duration.ZERO);
    wiring.start();
    worker = wiring.operations();
  }

  @AfterEach
  void stop() {
    wiring.close();
    sandbox.close();
  }

  @Test
  void tasks_become_stories_and_a_closed_story_closes_its_task() {
    RunView first = run();
    assertThat(first.state()).as(first.message()).isEqualTo("succeeded");
    assertThat(first.summary()).containsEntry("created", 7).containsEntry("failed", 0);
    Rally.WorkItem story = story("T3:");
    assertThat(story.tags()).contains("SD-Elements", "crypto", "owasp");
    assertThat(project().references("T3")).hasSize(1);
    assertThat(project().notes("T3")).hasSize(1);
    assertThat(log(first))
        .contains("Info: Added task T3 to Rally as " + story.formattedId(), "100% complete");

    sandbox.rally().closeStory(story.formattedId());
    RunView second = run();
    assertThat(second.summary()).containsEntry("updated_sde", 1).containsEntry("created", 0);
    assertThat(project().task("T3").status()).isEqualTo("TS1");
    assertThat(project().notes("T3")).hasSize(2);
    assertThat(log(second)).contains("Info: Updated status of task T3 in SD Elements to ");
  }

  @Test
  void a_second_run_writes_nothing_on_either_side() {
    run();
    assertThat(writes).isNotEmpty();
    writes.clear();
    RunView second = run();
    assertThat(second.state()).as(second.message()).isEqualTo("succeeded");
    assertThat(writes).isEmpty();
  }

  @Test
  void a_plan_says_what_a_run_would_do_and_writes_nothing() {
    PlanView plan = worker.plan(RALLY);
    assertThat(plan.counts()).containsEntry("create", 7L);
    assertThat(plan.guard()).isNull();
    assertThat(plan.changes()).allMatch(line -> !line.reason().isEmpty());
    assertThat(writes).isEmpty();
  }

  @Test
  void a_plan_shows_no_secret_of_its_integration() {
    PlanView plain = worker.plan(RALLY);
    String title = String.valueOf(plain.changes().get(0).to());
    param("my_secret", title);
    PlanView plan = worker.plan(RALLY);
    assertThat(plan.changes().toString()).contains("***").doesNotContain(title);

    param("my_secret", "Nowhere-Land");
    param("rally_workspace", "Nowhere-Land");
    assertThatThrownBy(() -> worker.plan(RALLY))
        .hasMessageContainingAll("rally_workspace", "***")
        .hasMessageNotContaining("Nowhere-Land");
  }

  @Test
  void two_plans_are_made_at_once_and_end_with_the_worker() throws Exception {
    var begun = new CountDownLatch(2);
    var goOn = new CountDownLatch(1);
    sandbox.rallyRequests().listen(line -> hold(begun, goOn));
    var first = CompletableFuture.supplyAsync(() -> worker.plan(RALLY));
    var second = CompletableFuture.supplyAsync(() -> wiring.operations().plan(RALLY));
    begun.await();
    assertThatThrownBy(() -> worker.plan(RALLY))
        .isInstanceOfSatisfying(
            OpsFailure.class, e -> assertThat(e.kind()).isEqualTo(OpsFailure.Kind.TOO_MANY));
    wiring.plans.close();
    goOn.countDown();
    assertThatThrownBy(first::join).hasCauseInstanceOf(OpsFailure.class);
    assertThatThrownBy(second::join).hasCauseInstanceOf(OpsFailure.class);
  }

  private static void hold(CountDownLatch begun, CountDownLatch goOn) {
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_plan_that_was_stopped_goes_through_when_it_is_accepted_also_after_a_restart() {
    run();
    project().removeTasks();
    RunView stopped = run();
    assertThat(stopped.reason()).as(stopped.message()).isEqualTo("plan_guard");
    assertThat(stories()).noneMatch(s -> s.state().equals("Completed"));
    String hash = worker.plan(RALLY).hash();
    assertThat(stopped.message()).contains("run 1 --accept-plan " + hash);

    wiring.engine.close();
    worker.requestRun(RALLY, hash, "test");
    wiring.close();
    open();
    RunView allowed = run();
    assertThat(allowed.state()).as(allowed.message()).isEqualTo("succeeded");
    assertThat(stories()).allMatch(s -> s.state().equals("Completed"));
  }

  @Test
  void a_wrong_workspace_is_refused_before_anything_is_written() {
    param("rally_workspace", "Nowhere");
    RunView run = run();
    assertThat(run.state()).isEqualTo("refused");
    assertThat(run.reason()).isEqualTo("params_invalid");
    assertThat(run.message()).contains("rally_workspace", "Nowhere");
    assertThat(writes).isEmpty();
  }

  @Test
  void a_wrong_password_is_the_trackers_refusal_and_is_nowhere_in_what_is_told() {
    param("alm_pass", "not-the-password");
    RunView run = run();
    assertThat(run.state()).isEqualTo("failed");
    assertThat(run.reason()).isEqualTo("target_unauthorized");
    assertThat(run.message()).doesNotContain("not-the-password");
  }

  private void param(String key, String value) {
    sandbox
        .integrations()
        .change(
            RALLY,
            item -> {
              var params = new HashMap<>(item.params());
              params.put(key, value);
              return item.withParams(params);
            });
  }

  private RunView run() {
    RunView run = worker.requestRun(RALLY, "test").run();
    while (!run.ended()) {
      LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      run = worker.run(String.valueOf(run.id()));
    }
    return run;
  }

  private String log(RunView run) {
    return worker.log(String.valueOf(run.id()), 0).text();
  }

  private SandboxProject project() {
    return sandbox.projects().project(2);
  }

  private List<Rally.WorkItem> stories() {
    return sandbox.rally().stories();
  }

  private Rally.WorkItem story(String begin) {
    return stories().stream().filter(s -> s.name().startsWith(begin)).findFirst().orElseThrow();
  }
}
