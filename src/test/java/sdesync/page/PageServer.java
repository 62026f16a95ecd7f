package sdesync.page;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import sdesync.ops.Behind;
import sdesync.ops.Board;
import sdesync.ops.Health;
import sdesync.ops.HealthView;
import sdesync.ops.LocalWorker;
import sdesync.ops.Login;
import sdesync.ops.OpsServer;
import sdesync.ops.OpsSettings;
import sdesync.ops.Route;

/** The page of a worker on a real store, asked as a browser without scripts would. */
final class PageServer implements AutoCloseable {
  private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

  final LocalWorker worker;
  private final List<Route> routes = new ArrayList<>();
  private final PageRoutes page;
  private final OpsServer server;
  private final HttpClient client = HttpClient.newHttpClient();

  /** Every question is a second after the one before, so that none is answered from memory. */
  PageServer(Path folder) throws IOException {
    this(folder, Runnable::run, ticking());
  }

  private static LongSupplier ticking() {
    var nanos = new AtomicLong();
    return () -> nanos.addAndGet(2_000_000_000L);
  }

  /**
   * @param background where the board looks again
   * @param nanos by which the board's memory ages
   */
  PageServer(Path folder, Executor background, LongSupplier nanos) throws IOException {
    worker = new LocalWorker(folder);
    Path tokens =
        Files.write(
            folder.resolve("tokens"),
            List.of(
                "view " + sha256("view-token") + " looker",
                "run " + sha256("run-token") + " runner",
                "admin " + sha256("admin-token") + " boss"));
    var board = new Board(worker.about, worker.parts, () -> worker.states, background, nanos);
    page = new PageRoutes(worker.about, board, worker.operations);
    server =
        OpsServer.start(
            new OpsSettings(
                new OpsSettings.Bind("127.0.0.1", 0),
                new OpsSettings.Edge(null, null, false, null, List.of()),
                tokens,
                new OpsSettings.Client(null, null, null),
                new OpsSettings.Metrics(false, true),
                worker.data),
            new Behind(worker.operations, new Well(), this::routes, () -> "", attempt -> {}),
            System::nanoTime);
  }

  private List<Route> routes(Login login) {
    routes.addAll(page.routes(login));
    return routes;
  }

  /** Every address of the page. */
  List<Route> routes() {
    return List.copyOf(routes);
  }

  private record Well() implements Health {
    @Override
    public boolean live() {
      return true;
    }

    @Override
    public boolean ready() {
      return true;
    }

    @Override
    public HealthView look() {
      return HealthView.of("", "", List.of(), List.of());
    }
  }

  private static String sha256(String token) {
    try {
      return HexFormat.of()
          .formatHex(
              java.security.MessageDigest.getInstance("SHA-256")
                  .digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  URI url() {
    return server.url();
  }

  /** Who logged in with that token. */
  Visitor visitor(String token) {
    var answer = send("POST", "/login", form(Map.of("token", token)), List.of());
    return new Visitor(
        answer.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", ""));
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&"));
  }

  HttpResponse<String> send(String method, String path, String body, List<String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create(url() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .header("Accept", "text/html");
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
    }
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** One with a cookie. */
  final class Visitor {
    private final String cookie;

    private Visitor(String cookie) {
      this.cookie = cookie;
    }

    HttpResponse<String> get(String path, String... headers) {
      return send("GET", path, "", with(headers));
    }

    /** Presses a button of the page. */
    HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
      Matcher csrf = CSRF.matcher(get("/").body());
      if (!csrf.find()) {
        throw new AssertionError("no form on the page");
      }
      String body = form(fields) + (fields.isEmpty() ? "" : "&") + "csrf=" + csrf.group(1);
      return send("POST", path, body, with(headers));
    }

    private List<String> with(String... headers) {
      var all = new ArrayList<>(List.of("Cookie", cookie));
      all.addAll(List.of(headers));
      return all;
    }
  }

  @Override
  public void close() {
    page.end();
    server.close();
    page.close();
    worker.close();
  }
}
