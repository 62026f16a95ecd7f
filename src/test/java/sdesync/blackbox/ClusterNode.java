package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One node of several on one PostgreSQL, with its own folder and its own way to the database. */
final class ClusterNode implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  final String name;
  final BuiltProgram program;
  final TcpRelay toDatabase;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String ops = "127.0.0.1:" + BuiltProgram.freePort();
  private Process daemon;

  /** A short lease, as all of them have. */
  ClusterNode(Path folder, String name, int databasePort) throws IOException {
    this.name = name;
    this.toDatabase = new TcpRelay(databasePort);
    this.program =
        new BuiltProgram(Files.createDirectories(folder.resolve(name)))
            .startingFast()
            .with("node.name", name)
            .with("ops.bind", ops)
            .with("db.url", "jdbc:postgresql://127.0.0.1:" + toDatabase.port() + "/postgres")
            .with("db.user", "postgres")
            .with("sde.token", "sandbox-token")
            .with("sde.admin-token", "sandbox-admin-token")
            .with("run.lease", "2s")
            .with("run.grace", "1s");
  }

  /**
   * In a session of its own: the kernel lets stopped members of a process group go on when the
   * group loses its last tie to its session, as in a build that runs in the background.
   */
  void start() {
    daemon = program.startUnder(List.of("setsid"), "daemon");
  }

  void ready() {
    program.ready(daemon);
  }

  boolean alive() {
    return daemon.isAlive();
  }

  /** As a power cut would. */
  void kill() {
    daemon.destroyForcibly().onExit().join();
  }

  /** In the process's own words, with its exit code. */
  String stop() {
    daemon.destroy();
    return name + " ended with exit code " + daemon.onExit().join().exitValue();
  }

  void standStill() {
    signal("STOP");
  }

  void goOn() {
    signal("CONT");
  }

  private void signal(String signal) {
    try {
      int exit = new ProcessBuilder("kill", "-" + signal, "" + daemon.pid()).start().waitFor();
      assertThat(exit).isZero();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  String said() {
    return program.said(daemon);
  }

  /** What the API answers, whatever its status; throws when nothing does. */
  HttpResponse<String> send(String method, String path) throws IOException {
    String token = Files.readString(program.folder().resolve("data/ops-token")).strip();
    var request =
        HttpRequest.newBuilder(URI.create("http://" + ops + path))
            .header("Authorization", "Bearer " + token)
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode get(String path) {
    try {
      return JSON.readTree(send("GET", path).body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The id of the run that was promised; empty when none was. */
  Optional<String> askForRun(long integration) {
    try {
      var answer = send("POST", "/api/v1/integrations/" + integration + "/runs");
      return answer.statusCode() == 202
          ? Optional.of(JSON.readTree(answer.body()).at("/run/id").asText())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty(); // it was ended, or stands still: nothing was promised
    }
  }

  @Override
  public void close() {
    program.close();
    toDatabase.close();
  }
}
