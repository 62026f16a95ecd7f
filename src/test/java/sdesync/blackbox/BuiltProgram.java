package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The built program as ops have it: {@code bin/sde-sync} in processes of its own, with a
 * configuration file and a data directory in a folder of the test.
 */
final class BuiltProgram implements AutoCloseable {
  private static final Path LAUNCHER = Path.of("bin/sde-sync").toAbsolutePath();

  /** The C library's name for the platform is where Debian has it. */
  private static final Path FAKETIME =
      Path.of(
          "/usr/lib",
          (System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch"))
              + "-linux-gnu/faketime/libfaketime.so.1");

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Path folder;
  private final Map<String, String> settings = new LinkedHashMap<>();
  private final List<Process> started = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();
  private String javaOptions = "";
  private final Map<Process, Path> outputs = new LinkedHashMap<>();

  BuiltProgram(Path folder) {
    this.folder = folder;
    with("ops.bind", "127.0.0.1:" + freePort());
    with("data.dir", "data");
  }

  BuiltProgram with(String key, String value) {
    settings.put(key, value);
    return this;
  }

  /** Many short lives: starting fast is all. */
  BuiltProgram startingFast() {
    javaOptions = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto";
    return this;
  }

  /** Its clock is that far from everyone's, its elapsed time is not. */
  BuiltProgram withClockSet(Duration ahead) {
    if (!Files.exists(FAKETIME)) {
      throw new AssertionError(
          FAKETIME
              + " is missing: install Debian's (apt-get install libfaketime); nodes whose clocks are"
              + " apart are tested with it");
    }
    environment.put("LD_PRELOAD", FAKETIME.toString());
    environment.put("FAKETIME", "%+.3f".formatted(ahead.toMillis() / 1e3));
    environment.put("DONT_FAKE_MONOTONIC", "1");
    // Its remedy for old C libraries ends every timed wait of Java at once.
    environment.put("FAKETIME_FORCE_MONOTONIC_FIX", "0");
    return this;
  }

  Path folder() {
    return folder;
  }

  /** An executable command of that name, a shell script with that body. */
  BuiltProgram command(String name, String body) {
    try {
      Path commands = Files.createDirectories(folder.resolve("commands"));
      Path script = Files.writeString(commands.resolve(name), "#!/bin/sh\n" + body + "\n");
      Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** Runs a verb to its end. */
  Finished run(String... verb) {
    return finish(start(verb), List.of(verb));
  }

  private Finished finish(Process process, List<String> verb) {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError(verb + " did not end in " + PATIENCE + "\n" + said(process));
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return new Finished(process.exitValue(), read(out(process)), read(err(process)), verb);
  }

  /** Runs a verb without any configuration file. */
  Finished runBare(String... verb) {
    return finish(launch(List.of(verb)), List.of(verb));
  }

  /** Starts a verb without any configuration file. */
  Process startBare(String... verb) {
    return launch(List.of(verb));
  }

  /** Starts the daemon and waits until it answers. */
  Process daemon() {
    return ready(start("daemon"));
  }

  /** Waits until the daemon that was started answers. */
  Process ready(Process process) {
    await(
        () -> {
          assertThat(process.isAlive()).as("daemon lives\n%s", said(process)).isTrue();
          return said(process).contains("ready:");
        });
    return process;
  }

  Process start(String... verb) {
    return startUnder(List.of(), verb);
  }

  /** Starts a verb as an argument of another program. */
  Process startUnder(List<String> other, String... verb) {
    var line = new ArrayList<>(List.of("--config", configuration()));
    line.addAll(List.of(verb));
    return launch(other, line);
  }

  private Process launch(List<String> arguments) {
    return launch(List.of(), arguments);
  }

  private Process launch(List<String> other, List<String> arguments) {
    var line = new ArrayList<>(other);
    line.add(LAUNCHER.toString());
    line.addAll(arguments);
    try {
      Path out = Files.createTempFile(folder, "out", ".txt");
      var builder =
          new ProcessBuilder(line)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(Path.of(out + ".err").toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("SDE_"));
      builder.environment().put("SDE_SYNC_JAVA_OPTS", javaOptions);
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      outputs.put(process, out);
      started.add(process);
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the process has said so far, on both streams. */
  String said(Process process) {
    return read(out(process)) + read(err(process));
  }

  private Path out(Process process) {
    return outputs.get(process);
  }

  private Path err(Process process) {
    return Path.of(out(process) + ".err");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String configuration() {
    Path file = folder.resolve("sde-sync.properties");
    var properties = new Properties();
    properties.putAll(settings);
    try (var writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file.toString();
  }

  /** Waits, without a fixed sleep, until the condition holds. */
  static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("not within " + PATIENCE);
      }
      java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
    }
  }

  /** Below those the kernel gives to outgoing connections, one of which could take it meanwhile. */
  static int freePort() {
    while (true) {
      int port = 10_000 + ThreadLocalRandom.current().nextInt(20_000);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException e) {
        // Taken; another one.
      }
    }
  }

  @Override
  public void close() {
    started.forEach(
        process -> {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        });
  }

  /** A verb that ended. */
  record Finished(int exitCode, String out, String err, List<String> verb) {
    Finished exits(int expected) {
      assertThat(exitCode)
          .as("exit code of %s\nstdout: %s\nstderr: %s", verb, out, err)
          .isEqualTo(expected);
      return this;
    }
  }
}
