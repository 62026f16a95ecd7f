package sdesync.worker;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import sdesync.config.Settings;
import sdesync.http.Outbound;
import sdesync.jobs.AgentBeat;
import sdesync.jobs.JobReports;
import sdesync.jobs.JobRequests;
import sdesync.ops.CheckReport.CheckResult;
import sdesync.schedule.Engine;
import sdesync.sde.Jobs;
import sdesync.sde.RemoteAgents;
import sdesync.sde.SdElements;
import sdesync.store.Database;

/** The parts with which this worker and SD Elements tell each other of runs. */
final class ServerTalk {
  private final Settings settings;
  private final RemoteAgents agents;
  private final Map<String, Object> beans;

  ServerTalk(
      Settings settings, Database database, Engine engine, SdElements sde, Outbound outbound) {
    InstantSource clock = InstantSource.system();
    var jobs = new Jobs(settings.sde(), sde::dialect, outbound, clock);
    var reports = new JobReports(database, jobs, clock);
    this.settings = settings;
    this.agents = new RemoteAgents(settings.sde(), outbound, clock);
    this.beans =
        Map.of(
            "reports",
            reports,
            "requests",
            new JobRequests(
                database,
                jobs,
                reports,
                // Not by its own id: a paused integration stays paused, and SD Elements is told so.
                (integration, by) -> engine.request(integration, by, false).run().id(),
                clock),
            "agent",
            new AgentBeat(agents, settings.sde().api().agent(), Version.TEXT, clock));
  }

  /** By the names the routes use. */
  Map<String, Object> beans() {
    return beans;
  }

  /** Whether SD Elements knows the configured remote agent; nothing when none is configured. */
  List<CheckResult> check() {
    Long id = settings.sde().api().agent();
    if (id == null) {
      return List.of();
    }
    return List.of(
        agents
            .find(id)
            .map(
                agent ->
                    CheckResult.good(
                        "sde.agent-id",
                        "remote agent %d is '%s', last sync %s"
                            .formatted(id, agent.name(), agent.lastSync())))
            .orElseGet(
                () ->
                    CheckResult.bad(
                        "sde.agent-id",
                        "SD Elements shows this token no remote agent " + id,
                        "take the id from Settings, Integration, Remote Agents, or take it out")));
  }

  /**
   * What the routes leave open.
   *
   * @param scheduled whether this worker does anything by itself
   */
  Map<String, String> placeholders(boolean scheduled) {
    Duration requestsEvery = settings.sde().api().requestsEvery();
    boolean asks = scheduled && requestsEvery != null;
    boolean beats = scheduled && settings.sde().api().agent() != null;
    return Map.of(
        "requests.scheduled",
        Boolean.toString(asks),
        "requests.tick",
        Long.toString((requestsEvery == null ? Duration.ofDays(1) : requestsEvery).toMillis()),
        "agent.scheduled",
        Boolean.toString(beats),
        "agent.tick",
        Long.toString(settings.poll().every().toMillis()));
  }
}
