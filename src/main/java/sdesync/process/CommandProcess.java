package sdesync.process;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import sdesync.process.CommandExit.How;

/**
 * A running command with all that belongs to it. Whoever starts one calls {@link #await} once; that
 * is what collects it.
 */
public final class CommandProcess {
  /** A pipe takes this much at once without making its writer wait: PIPE_BUF in pipe(7). */
  private static final int NEVER_BLOCKS_BYTES = 4096;

  // Both together stay under the 6 s within which a command's exit counts, whoever holds its pipes.
  private static final long DRAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(4500);
  private static final Duration HOLDERS_GRACE = Duration.ofMillis(500);

  private static final long AFTER_END_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final Group group;
  private final Guard guard;
  private final Pump pump;
  private final Duration grace;
  private final AtomicReference<@Nullable How> stopped = new AtomicReference<>();
  private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

  private CommandProcess(Group group, Guard guard, Pump pump, Duration grace) {
    this.group = group;
    this.guard = guard;
    this.pump = pump;
    this.grace = grace;
  }

  /**
   * Starts a command as the leader of a session and group of its own.
   *
   * @throws CannotStart if the program is missing or not executable, or no process can be had
   */
  public static CommandProcess start(CommandLine line, LineSink sink) {
    Path program = Executable.of(line);
    Mark mark = Mark.in(line.environment());
    Guard guard = Guard.of(line.lease());
    Pump pump = new Pump(sink);
    Object key = new Object();
    Process process;
    try {
      guard.starting(key, mark);
      ProcessBuilder builder = builder(program, line);
      pump.connect(builder);
      process = builder.start();
    } catch (CannotStart e) {
      pump.giveUp();
      throw e;
    } catch (IOException | RuntimeException e) {
      pump.giveUp();
      guard.failed(key, mark);
      throw new CannotStart(
          "Cannot start " + program + " in " + line.directory() + "; is the folder there?", e);
    }
    pump.begin();
    Group group = new Group(process, Leader.of(process), mark);
    try {
      guard.running(key, mark, group.leader());
    } catch (CannotStart e) {
      group.end(Duration.ZERO);
      pump.close();
      throw e;
    }
    feed(process, line.stdin());
    return new CommandProcess(group, guard, pump, line.grace());
  }

  /** TERM to the group, the grace, then KILL; returns at once, and may be called again. */
  public void stop() {
    stop(How.STOPPED);
  }

  /**
   * Waits for the command's end and for its output. After {@code timeout} it is stopped. What it
   * leaves in its group is ended; if that holds its output open, this returns within 6 s of its own
   * exit nevertheless.
   */
  public CommandExit await(Duration timeout) {
    if (!exited(timeout.toNanos())) {
      stop(How.TIMED_OUT);
    }
    How how = stopped.get();
    if (how != null) {
      ended.join();
    }
    boolean heldOpen = !pump.ended(how == null ? DRAIN_NANOS : AFTER_END_NANOS);
    if (heldOpen) {
      group.end(HOLDERS_GRACE);
    }
    boolean byGuard = guard.done(group.mark(), group.leader());
    Integer exitCode = exited(0) ? group.process().exitValue() : null;
    return new CommandExit(
        exitCode,
        how != null ? how : byGuard ? How.LEASE_LOST : How.EXITED,
        heldOpen,
        pump.close());
  }

  private void stop(How how) {
    if (stopped.compareAndSet(null, how)) {
      Threads.run(
          () -> {
            try {
              group.end(grace);
            } finally {
              ended.complete(null);
            }
          });
    }
  }

  private boolean exited(long nanos) {
    return Waiting.on(left -> group.process().waitFor(left, TimeUnit.NANOSECONDS), nanos);
  }

  private static ProcessBuilder builder(Path program, CommandLine line) {
    List<String> argv = new ArrayList<>(line.argv());
    argv.set(0, program.toString());
    argv.add(0, "setsid"); // it makes the session and becomes the program, without a fork
    ProcessBuilder builder = new ProcessBuilder(argv).directory(line.directory().toFile());
    builder.environment().clear();
    builder.environment().putAll(line.environment());
    if (line.stdin().length == 0) {
      builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    }
    return builder;
  }

  private static void feed(Process process, byte[] stdin) {
    if (stdin.length == 0) {
      return;
    }
    if (stdin.length <= NEVER_BLOCKS_BYTES) {
      write(process, stdin);
    } else {
      Threads.run(() -> write(process, stdin));
    }
  }

  private static void write(Process process, byte[] stdin) {
    try (OutputStream out = process.getOutputStream()) {
      out.write(stdin);
    } catch (IOException e) {
      // It may end, or close its stdin, without having read all: its exit code tells.
    }
  }
}
