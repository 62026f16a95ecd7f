package sdesync.rally;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import sdesync.http.HttpSettings;
import sdesync.http.Outbound;
import sdesync.http.TargetSettings;
import sdesync.integration.Params;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxSettings;
import sdesync.sandbox.rally.Rally;
import sdesync.sync.IssueTracker;
import sdesync.sync.NewItem;
import sdesync.sync.ParamReader;
import sdesync.sync.Patience;
import sdesync.sync.PeerFailure;
import sdesync.sync.Search;
import sdesync.sync.Standing;
import sdesync.sync.WorkItem;

/** The sandbox's Rally, and trackers of ours that speak to it over real sockets. */
final class RallyWorld implements AutoCloseable {
  final Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
  private final DefaultCamelContext context = new DefaultCamelContext();
  private final Outbound outbound;

  RallyWorld() {
    outbound =
        new Outbound(
            new HttpSettings(
                null,
                List.of(),
                null,
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                new TargetSettings(List.of(), false, URI.create("http://127.0.0.1:1"))),
            System::nanoTime);
    outbound.beans().forEach(context.getRegistry()::bind);
    context.start();
  }

  /** The params of the document's example, for this sandbox. */
  Map<String, Object> params() {
    return params(sandbox.rallyUrl());
  }

  static Map<String, Object> params(URI rally) {
    Map<String, Object> params = new HashMap<>();
    params.put("alm_method", "http");
    params.put("alm_server", rally.getAuthority());
    params.put("alm_user", Rally.USER);
    params.put("alm_pass", Rally.PASSWORD);
    params.put("rally_workspace", Rally.WORKSPACE);
    params.put("alm_project", Rally.PROJECT);
    return params;
  }

  Map<String, Object> params(Object... more) {
    Map<String, Object> params = params();
    for (int i = 0; i < more.length; i += 2) {
      params.put(more[i].toString(), more[i + 1]);
    }
    return params;
  }

  Map<String, Object> keyParams(String key) {
    Map<String, Object> params = params("alm_api_token", key);
    params.remove("alm_user");
    params.remove("alm_pass");
    return params;
  }

  /** Not opened. */
  IssueTracker tracker(Map<String, Object> params) {
    var reader = new ParamReader(new Params(params));
    IssueTracker tracker =
        new RallyKind(outbound, InstantSource.system()).tracker(reader, host -> new Tries());
    reader.finish();
    return tracker;
  }

  IssueTracker opened(Map<String, Object> params) {
    IssueTracker tracker = tracker(params);
    tracker.open(IssueTracker.Depth.SETTINGS);
    return tracker;
  }

  static NewItem item(String title, String description) {
    return new NewItem(title, description, Standing.OPEN, List.of("SD-Elements"), null, Map.of());
  }

  static List<WorkItem> byTitle(IssueTracker tracker, String... parts) {
    return find(tracker, new Search(Set.of(), Set.of(parts), Map.of()));
  }

  static @Nullable WorkItem byRef(IssueTracker tracker, String ref) {
    List<WorkItem> found = find(tracker, new Search(Set.of(ref), Set.of(), Map.of()));
    return found.isEmpty() ? null : found.get(0);
  }

  /** Each item once, as its last reading saw it. */
  static List<WorkItem> find(IssueTracker tracker, Search search) {
    Map<String, WorkItem> found = new LinkedHashMap<>();
    tracker.find(search, item -> found.put(item.ref(), item));
    return new ArrayList<>(found.values());
  }

  /** Method, path and query of each request from now on. */
  List<String> heard() {
    List<String> heard = new CopyOnWriteArrayList<>();
    sandbox.rallyRequests().listen(line -> heard.add(line.method() + " " + line.target()));
    return heard;
  }

  long project() {
    return sandbox.rally().project(Rally.WORKSPACE, Rally.PROJECT);
  }

  @Override
  public void close() {
    context.stop();
    sandbox.close();
  }

  /** Tries again at once, as often as the real one. */
  static final class Tries implements Patience {
    @Override
    public <T> T repeatable(Supplier<T> request) {
      return send(request, Set.of(PeerFailure.Kind.BUSY, PeerFailure.Kind.LOST));
    }

    @Override
    public <T> T once(Supplier<T> request) {
      return send(request, Set.of(PeerFailure.Kind.BUSY));
    }

    private static <T> T send(Supplier<T> request, Set<PeerFailure.Kind> again) {
      for (int tries = 1; ; tries++) {
        try {
          return request.get();
        } catch (PeerFailure e) {
          if (!again.contains(e.kind()) || tries == 6) {
            throw e;
          }
        }
      }
    }
  }
}
