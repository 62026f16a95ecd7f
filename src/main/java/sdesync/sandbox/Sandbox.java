package sdesync.sandbox;

import com.sun.net.httpserver.HttpHandler;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import sdesync.sandbox.rally.Rally;
import sdesync.sandbox.wire.Faults;
import sdesync.sandbox.wire.Port;
import sdesync.sandbox.wire.RequestLog;

/** A running simulated SD Elements and Rally, on loopback, with their state in memory. */
public final class Sandbox implements AutoCloseable {
  public static final String TOKEN = "sandbox-token";
  public static final String ADMIN_TOKEN = "sandbox-admin-token";

  private final SandboxIntegrations integrations;
  private final SandboxProjects projects;
  private final SandboxJobs jobs;
  private final Rally rally;
  private final Port sdePort;
  private final Port rallyPort;

  private Sandbox(
      SandboxSettings settings, InstantSource clock, UnaryOperator<HttpHandler> between) {
    rally = new Rally(clock);
    rallyPort =
        Port.serve(rally.api(), settings.rallyPort(), settings.latency(), UnaryOperator.identity());
    integrations = new SandboxIntegrations(SandboxTable.integrations());
    integrations.change(SandboxTable.RALLY, item -> SandboxTable.pointedTo(item, rallyUrl()));
    projects = new SandboxProjects(clock);
    jobs = new SandboxJobs(clock);
    new DemoProjects(clock).fill(projects, settings.tasks());
    try {
      sdePort =
          Port.serve(
              new SdeApi(endpoints(settings.api())),
              settings.sdePort(),
              settings.latency(),
              between);
    } catch (UncheckedIOException e) {
      rallyPort.close();
      throw e;
    }
  }

  private List<Endpoint> endpoints(SandboxApi api) {
    List<Endpoint> all =
        new ArrayList<>(
            api == SandboxApi.INTEGRATIONS
                ? new IntegrationsApi(integrations).endpoints()
                : new ConnectionsApi(api, integrations, jobs).endpoints());
    all.addAll(new JobsApi(api, integrations, jobs).endpoints());
    all.addAll(new RemoteAgentsApi().endpoints());
    all.addAll(new PlacesApi(projects).endpoints());
    all.addAll(new TasksApi(projects).endpoints());
    all.addAll(new NotesApi(projects, integrations::knows).endpoints());
    return all;
  }

  /**
   * Starts it with the integrations of {@link SandboxTable}.
   *
   * @throws UncheckedIOException when a port cannot be had
   */
  public static Sandbox start(SandboxSettings settings) {
    return start(settings, UnaryOperator.identity());
  }

  /**
   * Starts it with something between SD Elements' port and its API, for tests of what goes wrong.
   *
   * @throws UncheckedIOException when a port cannot be had
   */
  public static Sandbox start(SandboxSettings settings, UnaryOperator<HttpHandler> between) {
    return new Sandbox(settings, InstantSource.system(), between);
  }

  /**
   * Starts it in a time of the caller's.
   *
   * @throws UncheckedIOException when a port cannot be had
   */
  public static Sandbox start(SandboxSettings settings, InstantSource clock) {
    return new Sandbox(settings, clock, UnaryOperator.identity());
  }

  /** Such as {@code http://127.0.0.1:40123}: what {@code sde.url} is set to. */
  public URI url() {
    return sdePort.url();
  }

  /** Where Rally answers; its API is below {@code /slm/webservice/v2.0}. */
  public URI rallyUrl() {
    return rallyPort.url();
  }

  public SandboxIntegrations integrations() {
    return integrations;
  }

  public SandboxProjects projects() {
    return projects;
  }

  public SandboxJobs jobs() {
    return jobs;
  }

  public Rally rally() {
    return rally;
  }

  /** What SD Elements was asked. */
  public RequestLog requests() {
    return sdePort.requests();
  }

  /** What Rally was asked. */
  public RequestLog rallyRequests() {
    return rallyPort.requests();
  }

  /** How many requests Rally was answering at the same time, at most. */
  public int rallyMostAtOnce() {
    return rallyPort.mostAtOnce();
  }

  /** What goes wrong at SD Elements. */
  public Faults faults() {
    return sdePort.faults();
  }

  /** What goes wrong at Rally. */
  public Faults rallyFaults() {
    return rallyPort.faults();
  }

  /** Cuts what is being answered. */
  @Override
  public void close() {
    sdePort.close();
    rallyPort.close();
  }
}
