package sdesync.rally;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sdesync.history.Outcome;
import sdesync.history.RunState;
import sdesync.http.HttpSettings;
import sdesync.http.Outbound;
import sdesync.http.TargetSettings;
import sdesync.integration.Cancellation;
import sdesync.integration.Integration;
import sdesync.integration.Params;
import sdesync.redact.Secret;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxSettings;
import sdesync.sde.SdeSettings;
import sdesync.sde.TaskApi;
import sdesync.sync.Lanes;
import sdesync.sync.Link;
import sdesync.sync.Memory;
import sdesync.sync.Sync;
import sdesync.sync.SyncJob;

/** The whole sync of Rally, from SD Elements' sandbox to Rally's, request by request. */
class RallySyncTest {
  private static final int TASKS = 120;

  private final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS.withTasks(TASKS));
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Map<String, Link> links = new ConcurrentHashMap<>();
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final List<String> heard = new CopyOnWriteArrayList<>();
  private final Sync sync;

  RallySyncTest() {
    var outbound =
        new Outbound(
            new HttpSettings(
                null,
                List.of(),
                null,
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                new TargetSettings(List.of(), false, sandbox.url())),
            System::nanoTime);
    outbound.beans().forEach(context.getRegistry()::bind);
    context.start();
    var settings =
        new SdeSettings(
            sandbox.url(), Secret.of(Sandbox.TOKEN), null, List.of(), Map.of(), 100, 100_000_000);
    sync =
        new Sync(
            new RallyKind(outbound, InstantSource.system()),
            new TaskApi(settings, outbound, InstantSource.system()),
            id -> new InMemory(),
            new Lanes(System::nanoTime),
            true);
    sandbox.requests().listen(line -> heard.add("sde " + line.method() + " " + line.target()));
    sandbox
        .rallyRequests()
        .listen(line -> heard.add("rally " + line.method() + " " + line.target()));
  }

  @AfterEach
  void stop() {
    context.stop();
    sandbox.close();
  }

  private Outcome run() {
    heard.clear();
    Map<String, Object> params = new LinkedHashMap<>(RallyWorld.params(sandbox.rallyUrl()));
    params.put("alm_title_format", "$task_id $title");
    params.put("sde_min_priority", 7);
    var integration =
        new Integration(1, 2L, "Rally", "Rally Integration", "manually", "sync_rally", "ALM", null);
    return sync.run(
        new SyncJob("r1", integration, new Params(params), new Cancellation(), said::add));
  }

  @Test
  void tasks_become_stories_in_three_requests_each_and_nothing_changed_costs_ten_in_all() {
    Outcome first = run();
    assertThat(first.state()).as(first.message()).isEqualTo(RunState.SUCCEEDED);
    assertThat(sandbox.rally().stories()).hasSize(TASKS);
    assertThat(heard).hasSizeLessThanOrEqualTo(3 * TASKS + 20);
    assertThat(sandbox.projects().project(2).references("T1")).hasSize(1);

    Outcome second = run();
    assertThat(second.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(heard)
        .as("%s", heard)
        .hasSizeLessThanOrEqualTo(10)
        .noneMatch(l -> l.contains("POST"));

    // Several are made at once, in any order: of T9 there is more to come.
    var other =
        sandbox.rally().stories().stream().filter(story -> !story.name().matches("T9\\b.*"));
    sandbox.rally().closeStory(other.findFirst().orElseThrow().formattedId());
    sandbox.projects().project(2).change("T9", task -> task.withAccepted(false));
    Outcome third = run();
    assertThat(third.state()).as(third.message()).isEqualTo(RunState.SUCCEEDED);
    assertThat(third.summary()).containsEntry("updated_sde", 1).containsEntry("closed", 1);
    assertThat(new ArrayList<>(heard)).isNotEmpty();
    run();
    assertThat(heard).noneMatch(line -> line.contains(" POST ") || line.contains(" PATCH "));
  }

  private final class InMemory implements Memory {
    @Override
    public List<Link> links() {
      return List.copyOf(links.values());
    }

    @Override
    public void keep(Link link) {
      links.put(link.taskId(), link);
    }

    @Override
    public Optional<String> acceptedPlan() {
      return Optional.empty();
    }

    @Override
    public void forgetAcceptedPlan() {}
  }
}
