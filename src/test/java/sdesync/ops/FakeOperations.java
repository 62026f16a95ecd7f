package sdesync.ops;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import sdesync.ops.RunAnswers.Excluded;
import sdesync.ops.RunAnswers.RunAnswer;

/** A worker that runs nothing: what it was asked is kept, what it answers is set by the test. */
public class FakeOperations implements Operations {
  public static final Instant NOW = Instant.parse("2026-11-23T21:00:00Z");

  public final TreeMap<Long, IntegrationView> integrations = new TreeMap<>();
  public final Map<String, RunView> runs = new LinkedHashMap<>();
  public final Map<String, String> logs = new LinkedHashMap<>();
  public final List<String> asked = new ArrayList<>();
  public List<PollChanges> polls = List.of(goodPoll());
  public CheckReport check = CheckReport.of(List.of());
  public String sdeState = "reachable";
  public List<StatusView.Attention> attention = List.of();
  public @Nullable RuntimeException failure;
  public String endState = "succeeded";
  public int answersUntilEnd;
  public boolean closed;

  public static PollChanges goodPoll() {
    return new PollChanges(
        "all", true, List.of(), List.of(), List.of(), List.of(), List.of(), 0, null);
  }

  public static PollChanges failedPoll(String problem) {
    return new PollChanges(
        "all", false, List.of(), List.of(), List.of(), List.of(), List.of(), 0, problem);
  }

  public FakeOperations with(long id, String alias, String system, String state) {
    integrations.put(
        id,
        new IntegrationView(
            id,
            9L,
            system,
            alias,
            "daily",
            "sync_" + system,
            "alm",
            "external",
            state,
            null,
            NOW.plusSeconds(720),
            null,
            null,
            null,
            null,
            "host.example",
            null));
    return this;
  }

  public static RunView view(String id, long integration, String state) {
    return Samples.run(id, integration, state);
  }

  private void note(String what) {
    asked.add(what);
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public synchronized PlanView plan(long id) {
    note("plan " + id);
    integration(id);
    return new PlanView(
        id,
        "0123456789abcdef",
        null,
        Map.of("create", 1L),
        List.of(new PlanView.Line("T2", "create", null, "T2: Do it", "it has no item")),
        List.of());
  }

  @Override
  public synchronized StatusView status() {
    note("status");
    return new StatusView(
        "0.1.0",
        "node1",
        NOW,
        new StatusView.SdeView("https://sde.example", sdeState, NOW.minusSeconds(3600), null),
        new StatusView.ListView(NOW.minusSeconds(180), false, List.of()),
        Map.of("scheduled", (long) integrations.size()),
        Map.of("running", 0L, "queued", 0L),
        attention);
  }

  @Override
  public synchronized Page<IntegrationView> integrations(IntegrationQuery query) {
    note("integrations " + query.selector());
    long after = query.cursor() == null ? 0 : Long.parseLong(query.cursor());
    List<IntegrationView> found =
        integrations.tailMap(after, false).values().stream()
            .filter(i -> matches(query.selector(), i))
            .toList();
    if (found.size() <= query.limit()) {
      return Page.whole(found);
    }
    List<IntegrationView> page = found.subList(0, query.limit());
    return new Page<>(
        page,
        Links.next(
            "/integrations",
            Map.of("limit", "" + query.limit()),
            "" + page.get(page.size() - 1).id()));
  }

  private static boolean matches(Selector selector, IntegrationView i) {
    return selector.matches(i.id(), i.alias(), i.system(), i.type(), i.frequency())
        && selector.matchesProject(i.projectId());
  }

  @Override
  public synchronized IntegrationView integration(long id) {
    note("integration " + id);
    IntegrationView found = integrations.get(id);
    if (found == null) {
      throw OpsFailure.noSuchIntegration(id);
    }
    return found;
  }

  @Override
  public Page<PollView> polls() {
    note("polls");
    return Page.whole(
        List.of(new PollView("all", NOW, NOW, null, 0, null, NOW.plusSeconds(300), null)));
  }

  @Override
  public synchronized Page<PollChanges> poll(String by) {
    note("poll by " + by);
    return Page.whole(polls);
  }

  @Override
  public synchronized RunAnswers requestRuns(RunOrder order, String by) {
    note("run " + order + " by " + by);
    var results = new ArrayList<RunAnswer>();
    var excluded = new ArrayList<Excluded>();
    for (Long id : order.selector().ids()) {
      if (!integrations.containsKey(id)) {
        excluded.add(new Excluded(id, "unknown_id", "no integration has the id " + id));
      }
    }
    for (IntegrationView i : integrations.values()) {
      if (!matches(order.selector(), i)) {
        if (order.dryRun()) {
          excluded.add(new Excluded(i.id(), "not_selected", "the selector does not match it"));
        }
      } else if (i.state().equals("paused") && !order.selector().names(i.id())) {
        excluded.add(new Excluded(i.id(), "paused", "it is paused; name its id to run it"));
      } else if (i.state().equals("gone")) {
        results.add(new RunAnswer("refused", view("rgone" + i.id(), i.id(), "refused")));
      } else if (order.dryRun()) {
        results.add(new RunAnswer("started", view("r0", i.id(), "queued")));
      } else {
        String id = "r" + (runs.size() + 1);
        runs.put(id, Samples.named(view(id, i.id(), "queued"), i.alias()));
        results.add(new RunAnswer("started", known(id)));
      }
    }
    return new RunAnswers(results, excluded);
  }

  @Override
  public synchronized RunView run(String runId) {
    note("run " + runId);
    return known(runId);
  }

  private RunView known(@Nullable String runId) {
    RunView run = runs.get(runId);
    if (run == null) {
      throw OpsFailure.noSuchRun(String.valueOf(runId));
    }
    return run;
  }

  private RunView end(@Nullable String id, long integration, String state) {
    IntegrationView of = integrations.get(integration);
    RunView bare = view(String.valueOf(id), integration, state);
    RunView ended = of == null ? bare : Samples.named(bare, of.alias());
    runs.put(String.valueOf(id), ended);
    return ended;
  }

  /** Runs end after so many questions for them. */
  @Override
  public synchronized Page<RunView> runs(RunQuery query) {
    note("runs " + query);
    if (!query.ids().isEmpty() && answersUntilEnd-- <= 0) {
      query.ids().stream()
          .map(this::known)
          .filter(run -> !run.ended())
          .toList()
          .forEach(run -> end(run.id(), run.integrationId(), endState));
    }
    return Page.whole(
        runs.values().stream()
            .filter(run -> query.ids().isEmpty() || query.ids().contains(run.id()))
            .filter(
                run -> query.integration() == null || query.integration() == run.integrationId())
            .filter(run -> query.state() == null || query.state().wireName().equals(run.state()))
            .limit(query.limit())
            .toList());
  }

  @Override
  public synchronized LogPart log(String runId, long offset) {
    note("log " + runId + " " + offset);
    RunView run = known(runId);
    String text = logs.getOrDefault(runId, "");
    int from = (int) Math.min(offset, text.length());
    int to = Math.min(from + 65_536, text.length());
    return new LogPart(text.substring(from, to), to, run.ended() && to == text.length());
  }

  @Override
  public synchronized RunView cancel(String runId, String by) {
    note("cancel " + runId + " by " + by);
    RunView run = known(runId);
    if (run.ended()) {
      throw new OpsFailure(OpsFailure.Kind.CONFLICT, "run " + runId + " has ended already");
    }
    return end(runId, run.integrationId(), "cancelled");
  }

  @Override
  public Page<IntegrationView> pause(PauseOrder order, String by) {
    note("pause " + order + " by " + by);
    return integrations(IntegrationQuery.of(order.selector()));
  }

  @Override
  public Page<IntegrationView> resume(Selector selector, String by) {
    note("resume " + selector + " by " + by);
    return integrations(IntegrationQuery.of(selector));
  }

  @Override
  public Why why(long integrationId, @Nullable Instant at) {
    note("why " + integrationId + " " + at);
    integration(integrationId);
    return new Why(
        integrationId,
        at == null ? NOW : at,
        List.of(new Why.Cause("paused", "Paused by alice.", NOW.minusSeconds(600))));
  }

  @Override
  public CheckReport check() {
    note("check");
    return check;
  }

  @Override
  public Page<AuditEntry> audit(int limit, @Nullable String cursor) {
    note("audit " + limit);
    return Page.whole(List.of(new AuditEntry(NOW, "alice", "pause", 1L, "", "127.0.0.1", 200)));
  }

  @Override
  public void close() {
    closed = true;
  }
}
