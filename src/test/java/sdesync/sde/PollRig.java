package sdesync.sde;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.jspecify.annotations.Nullable;
import sdesync.catalog.PollScope;
import sdesync.http.HttpSettings;
import sdesync.http.Outbound;
import sdesync.redact.Secret;

/** The real poll route over real HTTP, with stand-ins for what stands behind the list. */
public final class PollRig implements AutoCloseable {
  public static final String ORDINARY = "ordinary-token-1";
  public static final String ADMIN = "admin-token-22";
  public static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  public final Polls polls = new Polls();
  public final Catalog catalog = new Catalog();
  public final SdElements sde;
  public final CamelContext context = new DefaultCamelContext();

  public PollRig(SdeSettings settings) throws Exception {
    this(settings, http());
  }

  public PollRig(SdeSettings settings, HttpSettings http) throws Exception {
    this(settings, http, null, null);
  }

  /** With the real ones behind the list, where given. */
  public PollRig(
      SdeSettings settings,
      HttpSettings http,
      sdesync.catalog.@Nullable Polls realPolls,
      sdesync.catalog.@Nullable Catalog realCatalog)
      throws Exception {
    this(settings, http, realPolls, realCatalog, List.of());
  }

  private PollRig(
      SdeSettings settings,
      HttpSettings http,
      sdesync.catalog.@Nullable Polls realPolls,
      sdesync.catalog.@Nullable Catalog realCatalog,
      List<PollScope> due)
      throws Exception {
    polls.scopes = due;
    var outbound = new Outbound(http, System::nanoTime);
    sde = new SdElements(settings, outbound, InstantSource.fixed(NOW));
    outbound.beans().forEach(context.getRegistry()::bind);
    context.getRegistry().bind("sde", sde);
    context.getRegistry().bind("polls", realPolls == null ? polls : realPolls);
    context.getRegistry().bind("catalog", realCatalog == null ? catalog : realCatalog);
    var placeholders = context.getPropertiesComponent();
    placeholders.addInitialProperty("sde.origin", settings.origin().toString());
    placeholders.addInitialProperty("poll.scheduled", Boolean.toString(!due.isEmpty()));
    for (String file : List.of("on-error", "poll-integrations")) {
      load(context, Path.of("routes", file + ".camel.yaml"));
    }
    context.start();
  }

  /**
   * With its trigger on from the start. Camel adds the trigger when the context starts, not when
   * the route does: a route started later can miss the first tick.
   */
  public static PollRig scheduled(SdeSettings settings, PollScope due) throws Exception {
    return new PollRig(settings, http(), null, null, List.of(due));
  }

  public static void load(CamelContext context, Path file) throws Exception {
    PluginHelper.getRoutesLoader(context)
        .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:" + file));
  }

  public static HttpSettings http() {
    return new HttpSettings(null, List.of(), null, Duration.ofSeconds(2), Duration.ofSeconds(1));
  }

  public static SdeSettings both(URI url) {
    return settings(url, ORDINARY, ADMIN, Map.of());
  }

  public static SdeSettings settings(
      URI url, @Nullable String token, @Nullable String admin, Map<String, String> filters) {
    return new SdeSettings(
        url,
        token == null ? null : Secret.of(token),
        admin == null ? null : Secret.of(admin),
        List.of(),
        filters,
        100,
        1_000_000);
  }

  /** The same, over another API. */
  public static SdeSettings over(ApiSettings api, SdeSettings settings) {
    return new SdeSettings(
        settings.url(),
        settings.token(),
        settings.adminToken(),
        settings.projects(),
        settings.filters(),
        settings.pageSize(),
        settings.maxResponseBytes(),
        api);
  }

  /** Null asks the server. */
  public static SdeSettings over(@Nullable Dialect dialect, SdeSettings settings) {
    return over(ApiSettings.of(dialect), settings);
  }

  /** Polls all projects' list, and gives back what the route answers. */
  public List<?> poll() {
    return poll(PollScope.ALL);
  }

  public List<?> poll(PollScope... scopes) {
    polls.scopes = List.of(scopes);
    return Objects.requireNonNull(
        context.createProducerTemplate().requestBody("direct:poll-now", "", List.class));
  }

  /** The message of the one poll that was made, which must have failed. */
  public SdeFailure failure() {
    poll();
    if (catalog.lists.size() + polls.succeeded.size() > 0) {
      throw new AssertionError("something changed: " + catalog.lists);
    }
    return (SdeFailure) polls.failed.get(polls.failed.size() - 1);
  }

  /** The list of the one poll that was made, which must have succeeded. */
  public IntegrationList list() {
    poll();
    if (!polls.failed.isEmpty()) {
      throw new AssertionError("the poll failed", polls.failed.get(0));
    }
    return catalog.lists.get(catalog.lists.size() - 1);
  }

  public void forget() {
    polls.readings.clear();
    polls.failed.clear();
    polls.failedScopes.clear();
    polls.succeeded.clear();
    catalog.lists.clear();
    catalog.broken = null;
  }

  @Override
  public void close() {
    context.stop();
  }

  /** Stands in for catalog.Polls. */
  public static final class Polls {
    public final List<Throwable> failed = new CopyOnWriteArrayList<>();
    public final List<PollScope> failedScopes = new CopyOnWriteArrayList<>();
    public final List<ListReading> readings = new CopyOnWriteArrayList<>();
    public final List<Object> succeeded = new CopyOnWriteArrayList<>();
    public final CountDownLatch asked = new CountDownLatch(1);
    public volatile List<PollScope> scopes = List.of();

    public List<PollScope> due() {
      asked.countDown();
      return scopes;
    }

    public void reads(PollScope scope, ListReading reading) {
      readings.add(reading);
    }

    public List<PollScope> asked() {
      return scopes;
    }

    public Object succeeded(Object report) {
      succeeded.add(report);
      return report;
    }

    public Object failed(PollScope scope, Throwable cause) {
      failedScopes.add(Objects.requireNonNull(scope));
      failed.add(Objects.requireNonNull(cause));
      return "failed " + scope;
    }
  }

  /** Stands in for catalog.Catalog. */
  public static final class Catalog {
    public final List<IntegrationList> lists = new ArrayList<>();
    public volatile @Nullable RuntimeException broken;

    public Object accept(IntegrationList list) {
      RuntimeException failure = broken;
      if (failure != null) {
        throw failure;
      }
      lists.add(list);
      return "accepted " + (list.project() == null ? "all" : list.project());
    }
  }
}
