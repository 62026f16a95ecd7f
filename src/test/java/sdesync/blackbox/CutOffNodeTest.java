package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.blackbox.BuiltProgram.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two packaged nodes on one PostgreSQL, one of which can no longer reach it. */
@Tag("slow")
class CutOffNodeTest {
  private static final int GITHUB = 3;

  /** Ends when it may; only the first is held up. */
  private static final String COMMAND =
      """
      cat > /dev/null
      echo "$SDE_SYNC_RUN_ID speaks"
      echo "$$" > "$NOTES/$SDE_SYNC_RUN_ID.pid"
      until [ -e "$NOTES/go" ]; do sleep 0.1; done
      echo "$SDE_SYNC_RUN_ID is done"
      touch "$NOTES/$SDE_SYNC_RUN_ID.done"
      """;

  @TempDir Path folder;
  private Path notes;
  private PostgresServer postgres;
  private BuiltProgram sandbox;
  private List<ClusterNode> nodes;
  private String run;
  private ClusterNode owner;
  private ClusterNode other;

  @BeforeEach
  void servers() throws IOException {
    notes = Files.createDirectories(folder.resolve("notes"));
    postgres = new PostgresServer(folder.resolve("postgres"));
    sandbox = new BuiltProgram(Files.createDirectories(folder.resolve("sandbox")));
    String sde = KillLane.sandbox(sandbox);
    nodes = List.of(node("one", sde), node("two", sde));
  }

  private ClusterNode node(String name, String sde) throws IOException {
    var node = new ClusterNode(folder, name, postgres.port());
    node.program
        .with("sde.url", sde)
        .with("sde.filter.system", "GitHub")
        .with("schedule.daily", "0 0 1 1 *")
        .with("command.env.NOTES", notes.toString())
        .with("command.sync_github.exec", node.program.folder().resolve("commands/it").toString())
        .command("it", COMMAND);
    return node;
  }

  /** Both nodes, and a run on one of them. */
  private void begin(String lease) {
    nodes.forEach(node -> node.program.with("run.lease", lease));
    nodes.forEach(ClusterNode::start);
    nodes.forEach(ClusterNode::ready);
    run = nodes.get(0).askForRun(GITHUB).orElseThrow();
    await(() -> Files.exists(notes.resolve(run + ".pid")));
    String name = nodes.get(0).get("/api/v1/runs/" + run).get("node").asText();
    boolean first = nodes.get(0).name.equals(name);
    owner = nodes.get(first ? 0 : 1);
    other = nodes.get(first ? 1 : 0);
  }

  @AfterEach
  void end() {
    nodes.forEach(ClusterNode::close);
    sandbox.close();
    postgres.close();
  }

  @Test
  void for_less_than_the_lease_its_command_goes_on_and_how_it_ended_is_written_later()
      throws IOException {
    begin("60s");
    owner.toDatabase.cut();
    await(() -> status(owner, "/observe/health/ready") == 503);
    assertThat(owner.get("/observe/health").toString())
        .contains("\"store\"", "\"down\"", "does not answer");
    assertThat(status(owner, "/observe/health/live")).isEqualTo(200);
    var refused = owner.send("POST", "/api/v1/integrations/" + GITHUB + "/runs");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("does not answer");

    allowTheEnd();
    await(() -> Files.exists(notes.resolve(run + ".done")));
    assertThat(other.get("/api/v1/runs/" + run).get("state").asText()).isEqualTo("running");
    owner.toDatabase.mend();
    await(() -> other.get("/api/v1/runs/" + run).get("state").asText().equals("succeeded"));
    await(() -> status(owner, "/observe/health/ready") == 200);
    JsonNode ended = other.get("/api/v1/runs/" + run);
    assertThat(ended.get("attempt").asInt()).isEqualTo(1);
    assertThat(ended.get("node").asText()).isEqualTo(owner.name);
    assertThat(log(other, run)).isEqualTo(run + " speaks\n" + run + " is done\n");
    assertThat(owner.said()).contains("what runs goes on, nothing new starts");
  }

  @Test
  void past_the_lease_it_ends_its_command_before_another_node_repeats_it_and_writes_nothing_more()
      throws IOException {
    begin("2s");
    await(() -> log(other, run).contains("speaks"));
    owner.toDatabase.silence();
    await(() -> !runs());
    assertThat(other.get("/api/v1/runs/" + run).get("state").asText()).isEqualTo("running");
    assertThat(owner.said()).contains("longer than run.lease");

    await(() -> other.get("/api/v1/runs/" + run).get("state").asText().equals("lost"));
    await(() -> newest(other).get("state").asText().equals("running"));
    JsonNode again = newest(other);
    assertThat(again.get("recovers").asText()).isEqualTo(run);
    assertThat(again.get("node").asText()).isEqualTo(other.name);

    owner.toDatabase.mend();
    await(() -> status(owner, "/observe/health/ready") == 200);
    await(() -> owner.said().contains("was taken over while this node was silent"));
    allowTheEnd();
    await(() -> newest(other).get("state").asText().equals("succeeded"));
    assertThat(other.get("/api/v1/runs/" + run).get("state").asText()).isEqualTo("lost");
    owner.kill();
    assertThat(log(other, run)).isEqualTo(run + " speaks\n");
  }

  private void allowTheEnd() throws IOException {
    Files.createFile(notes.resolve("go"));
  }

  private boolean runs() {
    try {
      long pid = Long.parseLong(Files.readString(notes.resolve(run + ".pid")).strip());
      return ProcessHandle.of(pid).isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode newest(ClusterNode asked) {
    return asked.get("/api/v1/runs?limit=1").at("/results/0");
  }

  private static int status(ClusterNode node, String path) {
    try {
      return node.send("GET", path).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String log(ClusterNode asked, String run) {
    try {
      return asked.send("GET", "/api/v1/runs/" + run + "/log").body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
