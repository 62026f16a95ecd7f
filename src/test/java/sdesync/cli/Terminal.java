package sdesync.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sdesync.ops.CheckReport;
import sdesync.ops.FakeOperations;
import sdesync.ops.Operations;
import sdesync.ops.OpsSettings;

/** A person at a keyboard: types a line, reads both outputs, and waits without waiting. */
final class Terminal implements Program {
  final FakeOperations worker = new FakeOperations();
  final Map<String, String> environment = new HashMap<>();
  final List<String> calls = new ArrayList<>();
  final List<Runnable> interrupts = new ArrayList<>();
  Supplier<OpsSettings> settings;
  Supplier<Operations> inProcess = () -> worker;
  boolean outIsTerminal;
  boolean errIsTerminal;
  Instant now = FakeOperations.NOW;
  Duration waited = Duration.ZERO;
  String out = "";
  String err = "";
  @Nullable Runnable whileWaiting;

  Terminal(OpsSettings settings) {
    this.settings = () -> settings;
  }

  int type(String... arguments) {
    var stdout = new ByteArrayOutputStream();
    var stderr = new ByteArrayOutputStream();
    var console =
        new Console(
            new Console.Stream(
                new PrintStream(stdout, true, StandardCharsets.UTF_8), outIsTerminal),
            new Console.Stream(
                new PrintStream(stderr, true, StandardCharsets.UTF_8), errIsTerminal),
            new Console.Surroundings(
                environment, "alice", () -> now, this::pass, this::onInterrupt));
    int code = Cli.run(arguments, this, console);
    out = stdout.toString(StandardCharsets.UTF_8);
    err = stderr.toString(StandardCharsets.UTF_8);
    return code;
  }

  private void pass(Duration time) {
    waited = waited.plus(time);
    now = now.plus(time);
    if (whileWaiting != null) {
      whileWaiting.run();
    }
  }

  private Runnable onInterrupt(Runnable work) {
    interrupts.add(work);
    return () -> interrupts.remove(work);
  }

  @Override
  public String version() {
    return "1.2.3";
  }

  @Override
  public OpsSettings access(@Nullable Path config) {
    calls.add("access " + config);
    return settings.get();
  }

  @Override
  public Operations open(@Nullable Path config, Part part) {
    calls.add("open " + part);
    return inProcess.get();
  }

  @Override
  public CheckReport check(@Nullable Path config) {
    calls.add("check");
    return inProcess.get().check();
  }

  @Override
  public int daemon(@Nullable Path config) {
    calls.add("daemon " + config);
    return 0;
  }

  @Override
  public int demo(DemoOptions options) {
    calls.add(options.toString());
    return 0;
  }

  @Override
  public int sandbox(SandboxOptions options) {
    calls.add(options.toString());
    return 0;
  }
}
