package sdesync.ops;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import sdesync.redact.Secret;

/** A real server on a free loopback port in front of a fake worker, with a token of each scope. */
public final class Served implements AutoCloseable {
  public final FakeOperations operations;
  public final OpsServer server;
  public final OpsSettings settings;
  public boolean live = true;
  public long nanos;
  final List<Attempt> attempts = new CopyOnWriteArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();

  public Served(Path dataDir, FakeOperations operations) throws IOException {
    this(dataDir, operations, login -> List.of());
  }

  /**
   * @param page gives the routes of the page
   */
  public Served(Path dataDir, FakeOperations operations, Function<Login, List<Route>> page)
      throws IOException {
    this(dataDir, operations, page, any -> any);
  }

  /** A server with other settings. */
  static Served with(UnaryOperator<OpsSettings> shaped, Path dataDir, FakeOperations operations)
      throws IOException {
    return new Served(dataDir, operations, login -> List.of(), shaped);
  }

  Served(
      Path dataDir,
      FakeOperations operations,
      Function<Login, List<Route>> page,
      UnaryOperator<OpsSettings> shaped)
      throws IOException {
    this.operations = operations;
    Path tokens =
        Files.write(
            dataDir.resolve("tokens"),
            List.of(
                "# who may what",
                line(Scope.VIEW, "view-token", "dashboard"),
                line(Scope.RUN, "run-token", "ci"),
                line(Scope.ADMIN, "admin-token", "ops")));
    this.settings = shaped.apply(Served.settings(0, dataDir, tokens, null));
    var behind = new Behind(operations, new Healthy(), page, () -> "sdesync_up 1\n", attempts::add);
    this.server = OpsServer.start(settings, behind, () -> nanos);
  }

  /** As well as the test says. */
  private final class Healthy implements Health {
    @Override
    public boolean live() {
      return live;
    }

    @Override
    public boolean ready() {
      return false;
    }

    @Override
    public HealthView look() {
      var sde = new HealthView.Part("sd_elements", "down", "no answer", FakeOperations.NOW);
      return HealthView.of("1.2.3", "node1", List.of(sde), List.of("sd_elements"));
    }
  }

  /** Settings of a server on loopback. */
  public static OpsSettings settings(
      int port, Path dataDir, @Nullable Path tokens, @Nullable Secret token) {
    return new OpsSettings(
        new OpsSettings.Bind("127.0.0.1", port),
        new OpsSettings.Edge(null, null, false, null, List.of()),
        tokens,
        new OpsSettings.Client(null, token, null),
        new OpsSettings.Metrics(false, true),
        dataDir);
  }

  static String line(Scope scope, String token, String name) {
    return scope.wireName() + " " + TokenLine.of(scope, token, name).sha256() + " " + name;
  }

  public URI url() {
    return server.url();
  }

  /** Sends a request; headers are name, value, name, value. */
  HttpResponse<String> send(
      String method, String path, @Nullable String token, String body, String... headers)
      throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send("GET", path, "admin-token", "");
  }

  HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    return send("POST", path, "admin-token", body, headers);
  }

  @Override
  public void close() {
    server.close();
  }
}
