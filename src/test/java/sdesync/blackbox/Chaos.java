package sdesync.blackbox;

import static sdesync.blackbox.BuiltProgram.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Three nodes on one PostgreSQL with a schedule of seconds and clocks 5 s apart, and all that can
 * happen to them. At the end their ledger is compared with what the commands wrote down themselves
 * and with the stories in the simulated Rally.
 */
final class Chaos implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS_BETWEEN_SLOTS = 2;
  private static final int NATIVE = 1;
  private static final int INTEGRATIONS = 6;
  private static final int TASKS = 1_000;
  private static final List<Duration> CLOCKS =
      List.of(Duration.ofMillis(-2_500), Duration.ZERO, Duration.ofMillis(2_500));

  private final Path folder;
  private final Random random;
  private final Consumer<String> told;
  private final BuiltProgram sandbox;
  private final String rally;
  private final TcpRelay toSde;
  private final PostgresServer postgres;
  private final List<ClusterNode> nodes = new ArrayList<>();
  private final List<String> faults = Collections.synchronizedList(new ArrayList<>());
  private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean asking = true;

  /**
   * @param told hears what happens
   */
  Chaos(Path folder, long seed, Consumer<String> told) throws IOException {
    this.folder = folder;
    this.random = new Random(seed);
    this.told = told;
    this.postgres = new PostgresServer(folder.resolve("postgres"));
    this.sandbox = new BuiltProgram(Files.createDirectories(folder.resolve("sandbox")));
    Process servers = sandbox.startBare("sandbox", "--tasks=" + TASKS, "--latency=5");
    await(() -> sandbox.said(servers).contains("RALLY_URL="));
    this.rally = sandbox.said(servers).replaceAll("(?s).*RALLY_URL=(\\S+).*", "$1");
    String sde = sandbox.said(servers).replaceAll("(?s).*SDE_URL=(\\S+).*", "$1");
    this.toSde = new TcpRelay(URI.create(sde).getPort());
    for (Duration clock : CLOCKS) {
      nodes.add(node("node" + nodes.size(), clock));
    }
  }

  private ClusterNode node(String name, Duration clock) throws IOException {
    var node = new ClusterNode(folder, name, postgres.port());
    node.program
        .withClockSet(clock)
        .with("sde.url", "http://127.0.0.1:" + toSde.port())
        .with("poll.every", "5s")
        .with("run.backoff", "1s")
        .with("history.runs", "100000")
        .with("command.env.RECORD", folder.resolve("record").toString());
    Stream.of("hourly", "daily", "weekly", "monthly")
        .forEach(
            f -> node.program.with("schedule." + f, "*/" + SECONDS_BETWEEN_SLOTS + " * * * * *"));
    Stream.of("sync_jira", "sync_github").forEach(n -> command(node, n, KillLane.COMMAND));
    // Long enough to be met by everything.
    command(node, "import_fortify", KillLane.COMMAND.replace("cat >", "sleep 3; cat >"));
    return node;
  }

  private static void command(ClusterNode node, String name, String body) {
    node.program
        .command(name, body)
        .with("command." + name + ".exec", node.program.folder().resolve("commands/" + name) + "");
  }

  /** All nodes at once, on an empty database. */
  void begin() {
    nodes.forEach(ClusterNode::start);
    nodes.forEach(ClusterNode::ready);
    var asker = new Thread(this::askForRuns, "asker");
    asker.setDaemon(true);
    asker.start();
  }

  private void askForRuns() {
    var own = new Random(random.nextLong());
    while (asking) {
      nodes.get(own.nextInt(nodes.size())).askForRun(NATIVE).ifPresent(accepted::add);
      pause(400 + own.nextInt(800));
    }
  }

  /** Each trouble once, in any order, and again until that time is over. */
  void trouble(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    do {
      List<Runnable> all =
          new ArrayList<>(
              List.of(
                  this::oneIsKilled,
                  this::oneStandsStillUntilItIsTakenOver,
                  this::oneIsCutOff,
                  this::allAreCutOff,
                  this::theDatabaseRestarts,
                  this::sdElementsIsAway,
                  () -> replace(any())));
      Collections.shuffle(all, random);
      for (Runnable one : all) {
        one.run();
        pause(500 + random.nextInt(1_000));
      }
    } while (System.nanoTime() < end);
  }

  private ClusterNode any() {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private ClusterNode otherThan(ClusterNode node) {
    return nodes.get((nodes.indexOf(node) + 1) % nodes.size());
  }

  private void oneIsKilled() {
    ClusterNode node = any();
    awaitRunOf(node);
    told.accept(node.name + " is killed");
    node.kill();
    node.start();
    node.ready();
  }

  private void oneStandsStillUntilItIsTakenOver() {
    ClusterNode node = any();
    ClusterNode other = otherThan(node);
    Set<String> lost = ids(other, "lost", node);
    while (lost.containsAll(ids(other, "lost", node))) {
      awaitRunOf(node);
      told.accept(node.name + " stands still");
      node.standStill();
      // What it ran may have ended in the same moment.
      await(
          () ->
              !lost.containsAll(ids(other, "lost", node)) || ids(other, "running", node).isEmpty());
      told.accept(node.name + " goes on");
      node.goOn();
    }
  }

  private void oneIsCutOff() {
    ClusterNode node = any();
    told.accept(node.name + " is cut off from the database");
    interrupt(List.of(node.toDatabase));
  }

  private void allAreCutOff() {
    told.accept("all are cut off from the database");
    interrupt(nodes.stream().map(node -> node.toDatabase).toList());
  }

  private void sdElementsIsAway() {
    told.accept("SD Elements is away");
    interrupt(List.of(toSde));
  }

  /** For up to twice the lease. */
  private void interrupt(List<TcpRelay> ways) {
    boolean silent = random.nextBoolean();
    ways.forEach(silent ? TcpRelay::silence : TcpRelay::cut);
    pause(500 + random.nextInt(3_500));
    ways.forEach(TcpRelay::mend);
  }

  private void theDatabaseRestarts() {
    told.accept("the database restarts");
    postgres.restart();
  }

  private void replace(ClusterNode node) {
    told.accept(node.name + " is replaced");
    stop(node);
    node.start();
    node.ready();
  }

  /** One after the other, as an upgrade does it, under load. */
  void replaceAll() {
    nodes.forEach(this::replace);
  }

  private void stop(ClusterNode node) {
    String ended = node.stop();
    if (!ended.endsWith(" 0")) {
      faults.add(ended + "\n" + node.said());
    }
  }

  /** A moment at which it runs something, as the store has it. */
  private void awaitRunOf(ClusterNode node) {
    ClusterNode other = otherThan(node);
    await(() -> !ids(other, "running", node).isEmpty());
  }

  private static Set<String> ids(ClusterNode asked, String state, ClusterNode of) {
    var ids = new HashSet<String>();
    for (JsonNode run : asked.get("/api/v1/runs?limit=1000&state=" + state).path("results")) {
      if (run.get("node").asText().equals(of.name)) {
        ids.add(run.get("id").asText());
      }
    }
    return ids;
  }

  /** Until what was left behind by anybody is taken over; then all stop. */
  void settle() {
    asking = false;
    var before = new HashSet<String>();
    nodes.forEach(node -> before.addAll(ids(nodes.get(0), "running", node)));
    await(
        () ->
            nodes.stream()
                .noneMatch(
                    node ->
                        ids(nodes.get(0), "running", node).stream().anyMatch(before::contains)));
    nodes.forEach(this::stop);
  }

  /** What the nodes said and what the store holds now, for whoever looks for the cause. */
  void leaveEvidence() throws IOException {
    Path place = Files.createDirectories(Path.of("target", "chaos"));
    for (ClusterNode node : nodes) {
      Files.writeString(place.resolve(node.name + ".log"), node.said());
    }
    Files.writeString(place.resolve("postgres"), postgres.evidence());
    told.accept("see " + place);
  }

  /** What is wrong; empty when the ledger is right. */
  List<String> faults() throws IOException {
    ArrayNode runs = JSON.createArrayNode();
    for (int id = 1; id <= INTEGRATIONS; id++) {
      JsonNode page =
          JSON.readTree(
              nodes
                  .get(0)
                  .program
                  .run("runs", "--integration", "" + id, "--limit", "1000", "--json")
                  .exits(0)
                  .out());
      page.get("results").forEach(runs::add);
      if (!page.get("next").isNull()) {
        faults.add("more runs of " + id + " than one page has; take less time");
      }
    }
    List<String> stories = Stories.names(rally);
    told.accept(
        "%d runs and skipped slots, %d asked for, %d stories"
            .formatted(runs.size(), accepted.size(), stories.size()));
    var ledger = new LedgerCheck(runs, SECONDS_BETWEEN_SLOTS).silent("sync_rally");
    faults.addAll(ledger.against(Files.readAllLines(folder.resolve("record")), accepted));
    if (!runs.findValuesAsText("state").contains("lost")) {
      faults.add("nothing was lost: there was no chaos");
    }
    var seen = new HashSet<String>();
    stories.stream().filter(name -> !seen.add(name)).forEach(name -> faults.add("twice: " + name));
    if (stories.isEmpty()) {
      faults.add("no story at all");
    }
    return faults;
  }

  private static void pause(long millis) {
    LockSupport.parkNanos(millis * 1_000_000);
  }

  @Override
  public void close() {
    asking = false;
    nodes.forEach(ClusterNode::close);
    sandbox.close();
    toSde.close();
    postgres.close();
  }
}
