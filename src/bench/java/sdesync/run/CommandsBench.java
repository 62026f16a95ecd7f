package sdesync.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import sdesync.history.Outcome;
import sdesync.history.OutputFacts;
import sdesync.integration.Cancellation;
import sdesync.integration.Integration;
import sdesync.integration.Params;
import sdesync.integration.RunRequest;
import sdesync.integration.Trigger;
import sdesync.redact.OwnSecrets;
import sdesync.redact.SecretsInUse;
import sdesync.run.RunSettings.CommandSpec;
import sdesync.run.RunSettings.ParamsForm;
import sdesync.run.RunSettings.TokenForm;

/**
 * What running a command costs. Short ones: all of a run but the request to SD Elements, against a
 * loop that only starts the same processes, and against the same engine with runs that do nothing.
 * Talkative ones: 10 MB of output with 50 secrets, against the same capture without masking.
 */
public final class CommandsBench {
  /** {@code run.concurrency}, by default. */
  static final int PARALLEL = 16;

  /** So many that a round is not the JIT's: a daemon lives for months. */
  private static final int RUNS = 5_000;

  private static final int ROUNDS = 3;
  private static final int OUTPUT_BYTES = 10_000_000;

  private final Path folder;
  private int rooms;

  private CommandsBench(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("sde-sync-bench");
    boolean fast;
    try {
      CommandsBench bench = new CommandsBench(folder);
      String only = arguments.length > 0 ? arguments[0] : "";
      fast =
          (only.equals("output") || bench.shortRuns()) & (only.equals("short") || bench.output());
    } finally {
      delete(folder);
    }
    System.exit(fast ? 0 : 1);
  }

  private boolean shortRuns() {
    double[] medians =
        inTurns(
            "runs of /bin/true a second",
            Map.entry("only the processes", CommandsBench::bareLoop),
            Map.entry("runs that do nothing", () -> due(request -> nothing())),
            Map.entry("everything on", this::everything));
    return verdict(medians[2], Math.min(medians[0], medians[1]), "the slower peer");
  }

  private boolean output() throws IOException {
    Path text = folder.resolve("output.txt");
    StringBuilder lines = new StringBuilder(OUTPUT_BYTES + 100);
    for (int i = 0; lines.length() < OUTPUT_BYTES; i++) {
      lines.append("2026-11-25 22:10:11 INFO sync: task T").append(i).append(" is up to date\n");
    }
    Files.writeString(text, lines);
    double[] medians =
        inTurns(
            "MB of output a second",
            Map.entry("captured only", () -> captured(text, 0)),
            Map.entry("masked too, 50 secrets", () -> captured(text, 50)));
    return verdict(medians[1], medians[0], "the same without masking");
  }

  /** Alternating, so that what else the machine does meets all. */
  @SafeVarargs
  private static double[] inTurns(String what, Map.Entry<String, DoubleSupplier>... sides) {
    List<List<Double>> measured = new ArrayList<>();
    for (int side = 0; side < sides.length; side++) {
      measured.add(new ArrayList<>());
      sides[side].getValue().getAsDouble(); // not counted: the JIT is at work
    }
    long[] cpu = new long[sides.length];
    for (int round = 0; round < ROUNDS; round++) {
      for (int side = 0; side < sides.length; side++) {
        long before = cpu();
        measured.get(side).add(sides[side].getValue().getAsDouble());
        cpu[side] += cpu() - before;
      }
    }
    System.out.println(what);
    double[] medians = new double[sides.length];
    for (int side = 0; side < sides.length; side++) {
      medians[side] = measured.get(side).stream().sorted().toList().get(ROUNDS / 2);
      System.out.printf(
          "  %-24s %8.0f   %5d ms of CPU a round%n",
          sides[side].getKey(), medians[side], cpu[side] / ROUNDS);
    }
    return medians;
  }

  private static boolean verdict(double ours, double peer, String whose) {
    boolean enough = ours >= 0.5 * peer;
    System.out.printf(
        "  %.2f of %s; meant is at least 0.50: %s%n", ours / peer, whose, enough ? "ok" : "SHORT");
    return enough;
  }

  private static double bareLoop() {
    var threads = Executors.newFixedThreadPool(PARALLEL);
    try {
      long begin = System.nanoTime();
      List<Future<Integer>> ended = new ArrayList<>();
      for (int i = 0; i < RUNS; i++) {
        ended.add(threads.submit(() -> new ProcessBuilder("/bin/true").start().waitFor()));
      }
      for (Future<Integer> one : ended) {
        if (one.get() != 0) {
          throw new IllegalStateException("/bin/true failed");
        }
      }
      return RUNS / seconds(begin);
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      threads.shutdown();
    }
  }

  private static Outcome nothing() {
    return Outcome.succeeded(Map.of(), OutputFacts.NONE);
  }

  private double due(Function<sdesync.integration.RunRequest, Outcome> door) {
    return DueRuns.perSecond(room(), RUNS, door);
  }

  private double everything() {
    Path room = room();
    CommandSpec spec = spec("/bin/true");
    RunSettings settings = settings(room, Map.of("sync_true", spec));
    ExternalCommand external = external(settings);
    return DueRuns.perSecond(
        room,
        RUNS,
        request -> external.run(new Handler.External(spec.exec(), spec), input(request, 5)));
  }

  private double captured(Path text, int secrets) {
    CommandSpec spec = spec("/bin/cat", text.toString());
    ExternalCommand external = external(settings(room(), Map.of()));
    var request =
        new RunRequest("r" + rooms, integration(), Trigger.MANUAL, null, 1, new Cancellation());
    long begin = System.nanoTime();
    Outcome outcome =
        external.run(new Handler.External(spec.exec(), spec), input(request, secrets));
    double seconds = seconds(begin);
    if (outcome.output().bytes() < OUTPUT_BYTES) {
      throw new IllegalStateException("not all was captured: " + outcome);
    }
    return outcome.output().bytes() / 1e6 / seconds;
  }

  private static CommandSpec spec(String... exec) {
    return new CommandSpec(
        List.of(exec), ParamsForm.STDIN_JSON, TokenForm.ORDINARY, Map.of(), null, null, Set.of(75));
  }

  private static RunSettings settings(Path room, Map<String, CommandSpec> commands) {
    return new RunSettings(
        room.resolve("routes"),
        room.resolve("commands"),
        room.resolve("data"),
        Duration.ofHours(1),
        Duration.ofSeconds(30),
        Duration.ofSeconds(60),
        10_000_000,
        commands,
        Map.of(),
        List.of());
  }

  private static ExternalCommand external(RunSettings settings) {
    return new ExternalCommand(
        settings,
        new CommandEnvironment(System.getenv(), "bench", Map.of()),
        new Masking(new SecretsInUse(new OwnSecrets(List.of())), List.of()),
        new Captures(
            new OutputFiles(settings.dataDir(), settings.outputLimitBytes()),
            (run, percent) -> {}));
  }

  private static CommandInput input(RunRequest request, int secrets) {
    var params = new LinkedHashMap<String, Object>();
    params.put("alm_server", "jira.example.com");
    for (int i = 0; i < secrets; i++) {
      params.put("alm_pass_" + i, "correct-horse-battery/" + i * 7_919);
    }
    return new CommandInput(
        request.runId(),
        1,
        request.integration(),
        new Params(params),
        new CommandInput.Sde(URI.create("https://sde.example.com"), null),
        request.cancellation(),
        line -> {});
  }

  private static Integration integration() {
    return new Integration(1, 1L, "Jira", "alias", "daily", "sync_cat", "ALM", null);
  }

  /** A folder for one measurement. */
  private Path room() {
    try {
      return Files.createDirectories(folder.resolve("room" + ++rooms));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Milliseconds of this process and of those it has waited for, as proc(5) tells. */
  private static long cpu() {
    try {
      String stat = Files.readString(Path.of("/proc/self/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return 10 * IntStream.rangeClosed(11, 14).mapToLong(i -> Long.parseLong(fields[i])).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double seconds(long begin) {
    return (System.nanoTime() - begin) / 1e9;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
