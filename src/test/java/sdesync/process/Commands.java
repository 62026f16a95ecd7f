package sdesync.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Command lines for tests, built up from a shell script. */
record Commands(CommandLine line) {
  static final Duration HOUR = Duration.ofHours(1);
  static final LineSink IGNORED = (stream, buffer, length) -> {};

  static Commands shell(String script) {
    return new Commands(
        new CommandLine(
            List.of("sh", "-c", script),
            Map.of("PATH", "/usr/local/bin:/usr/bin:/bin"),
            Path.of("/tmp"),
            new byte[0],
            Duration.ofSeconds(60),
            Duration.ofSeconds(1)));
  }

  Commands withArgv(String... argv) {
    return new Commands(
        new CommandLine(
            List.of(argv),
            line.environment(),
            line.directory(),
            line.stdin(),
            line.lease(),
            line.grace()));
  }

  Commands with(Map<String, String> environment) {
    return new Commands(
        new CommandLine(
            line.argv(), environment, line.directory(), line.stdin(), line.lease(), line.grace()));
  }

  /** With the marks of a run. */
  Commands marked(String worker, String run) {
    return with(
        Map.of(
            "PATH",
            "/usr/local/bin:/usr/bin:/bin",
            "SDE_SYNC_WORKER",
            worker,
            "SDE_SYNC_RUN_ID",
            run));
  }

  Commands in(Path directory) {
    return new Commands(
        new CommandLine(
            line.argv(), line.environment(), directory, line.stdin(), line.lease(), line.grace()));
  }

  Commands reading(byte[] stdin) {
    return new Commands(
        new CommandLine(
            line.argv(), line.environment(), line.directory(), stdin, line.lease(), line.grace()));
  }

  Commands grace(Duration grace) {
    return new Commands(
        new CommandLine(
            line.argv(), line.environment(), line.directory(), line.stdin(), line.lease(), grace));
  }

  Commands lease(Duration lease) {
    return new Commands(
        new CommandLine(
            line.argv(), line.environment(), line.directory(), line.stdin(), lease, line.grace()));
  }
}
