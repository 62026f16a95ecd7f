package sdesync.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sdesync.cli.Program.DemoOptions;
import sdesync.config.Settings;
import sdesync.ops.Json;
import sdesync.ops.Operations;
import sdesync.ops.PollChanges;
import sdesync.ops.RunAnswers;
import sdesync.ops.RunAnswers.RunAnswer;
import sdesync.ops.RunOrder;
import sdesync.ops.Selector;
import sdesync.sandbox.DemoFiles;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxSettings;
import sdesync.sandbox.SandboxTable;
import sdesync.schedule.EngineMode;

/** The main job on this machine alone: a simulated SD Elements, and the real worker against it. */
final class Demo {
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Path program;
  private final DemoOptions options;

  /** For people; stdout is the answer's alone with {@code --json}. */
  private final PrintStream talk;

  Demo(Path program, DemoOptions options) {
    this.program = program;
    this.options = options;
    this.talk = options.json() ? System.err : System.out;
  }

  int run() {
    Path folder = temporary();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "demo-clean-up"));
    try (Sandbox sandbox = Sandbox.start(SandboxSettings.DEFAULTS)) {
      DemoFiles.copy(program, folder);
      Settings settings = settings(folder, sandbox.url());
      talk.println(
          "A simulated SD Elements at "
              + sandbox.url()
              + ", a simulated Rally at "
              + sandbox.rallyUrl()
              + ", and a worker against them, on this machine alone.");
      return options.once() ? once(settings, sandbox) : keepGoing(settings, folder);
    } finally {
      delete(folder);
    }
  }

  private int once(Settings settings, Sandbox sandbox) {
    Logging.of(settings, Logging.Voice.CLIENT);
    try (Wiring wiring = Wiring.open(settings, EngineMode.ONLY_REQUESTED, Duration.ZERO)) {
      wiring.start();
      Operations operations = wiring.operations();
      for (PollChanges poll : operations.poll("demo").results()) {
        talk.println("Polled: " + poll.added().size() + " integrations, all new.");
      }
      RunAnswers ended = run(operations, Selector.everything());
      var result = new DemoResult(ended.results());
      boolean followed = true;
      if (options.json()) {
        System.out.println(Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(ended));
      } else {
        result.lines(talk);
        Selector rally = Selector.ofId(SandboxTable.RALLY);
        followed = new DemoEncore(sandbox, talk).play(() -> run(operations, rally).results());
      }
      return result.tell(talk) && followed ? 0 : 1;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer that is no JSON", e);
    }
  }

  /** The answers with their runs as they ended. */
  private static RunAnswers run(Operations operations, Selector selector) {
    RunAnswers asked = operations.requestRuns(new RunOrder(selector, false), "demo");
    return new RunAnswers(ended(operations, asked), asked.excluded());
  }

  private static List<RunAnswer> ended(Operations operations, RunAnswers asked) {
    return asked.results().stream()
        .map(answer -> new RunAnswer(answer.disposition(), ended(operations, answer)))
        .sorted(Comparator.comparing(answer -> answer.run().integrationId()))
        .toList();
  }

  private static sdesync.ops.RunView ended(Operations operations, RunAnswer answer) {
    sdesync.ops.RunView run = answer.run();
    while (!run.ended()) {
      LockSupport.parkNanos(LOOK.toNanos());
      run = operations.run(String.valueOf(run.id()));
    }
    return run;
  }

  private int keepGoing(Settings settings, Path folder) {
    Logging.of(settings, Logging.Voice.DAEMON);
    talk.print(SandboxTable.text());
    String verb = "  bin/sde-sync --config " + folder.resolve("sde-sync.properties") + " ";
    new Daemon(settings)
        .run(
            url -> {
              talk.println("The page: " + url + "/ (log in with the token in this file:");
              talk.println("  " + settings.store().dataDir().resolve("ops-token") + ")");
              talk.println("Or try, in another terminal:");
              Map<String, String> tries = new LinkedHashMap<>();
              tries.put("status", "one screen: what needs a human");
              tries.put("list", "every integration, with its next run");
              tries.put("run 1", "synchronise integration 1 now, and wait for it");
              tries.put("runs", "the history, newest first");
              tries.forEach((what, why) -> talk.println(verb + what + "   # " + why));
              talk.println("Ctrl-C ends it and removes all of it.");
            });
    return 0;
  }

  private Settings settings(Path folder, URI sde) {
    Map<String, String> keys = new LinkedHashMap<>();
    keys.put("sde.url", sde.toString());
    keys.put("sde.token", Sandbox.TOKEN);
    keys.put("sde.admin-token", Sandbox.ADMIN_TOKEN);
    keys.put("data.dir", folder.resolve("data").toString());
    keys.put("commands.dir", folder.resolve("commands").toString());
    keys.put("routes.dir", folder.resolve("routes").toString());
    keys.put("ops.bind", "127.0.0.1:" + port(options.port()));
    write(keys, folder.resolve("sde-sync.properties"));
    return Settings.of(keys, folder, program);
  }

  private static String port(@Nullable Integer wanted) {
    return wanted == null ? "0" : wanted.toString();
  }

  /** So that the verbs find this worker by {@code --config}. */
  private static void write(Map<String, String> keys, Path file) {
    var properties = new Properties();
    properties.putAll(keys);
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("sde-sync-demo");
    } catch (IOException e) {
      throw new UncheckedIOException("no temporary folder can be made", e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
    } catch (IOException | UncheckedIOException e) {
      // It is in the temporary folder, or gone already.
    }
  }
}
