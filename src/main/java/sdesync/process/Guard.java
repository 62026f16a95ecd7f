package sdesync.process;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A small shell process beside this one that ends our commands when we cannot: at once when this
 * process is gone, after the lease when it stands still. One for all commands, since one for each
 * would double the cost of a start. It is told of a command before it is started, so there is no
 * moment at which a command lives unguarded. See {@code guard.sh}.
 */
final class Guard {
  private static final Map<Duration, Guard> GUARDS = new ConcurrentHashMap<>();
  private static final String SCRIPT = script();

  /** How a guard ends that took this process for standing still: by SIGUSR1. */
  private static final int SILENT = 128 + 10;

  private final Duration lease;

  /** What a new guard has to be told, each by what it is called in {@code guard.sh}. */
  private final Map<Object, String> guarded = new LinkedHashMap<>();

  /** What a guard that gave up had been told of, and so has ended. */
  private final Set<Object> lost = new HashSet<>();

  private @Nullable Process process;

  private Guard(Duration lease) {
    this.lease = lease;
  }

  /** The guard of this process: it belongs to the process as a whole, as its parts die together. */
  static Guard of(Duration lease) {
    return GUARDS.computeIfAbsent(lease, Guard::beating);
  }

  private static Guard beating(Duration lease) {
    Guard guard = new Guard(lease);
    Threads.repeat(guard::beat, Math.max(10, lease.toMillis() / 12));
    return guard;
  }

  /** To be called before the command is started. The key stands for it until it runs. */
  synchronized void starting(Object key, Mark mark) {
    tell(key, "starting " + mark.runId());
  }

  synchronized void failed(Object key, Mark mark) {
    guarded.remove(key);
    lost.remove(key);
    say("failed " + mark.runId());
  }

  synchronized void running(Object key, Mark mark, Leader leader) {
    replaceIfEnded();
    if (lost.remove(key)) {
      lost.add(leader);
    }
    guarded.remove(key);
    tell(leader, "running " + mark.runId() + " " + leader);
  }

  /** Ends what is left of the group, too. Tells whether the guard had ended the command. */
  synchronized boolean done(Mark mark, Leader leader) {
    replaceIfEnded();
    guarded.remove(leader);
    say("done " + mark.runId() + " " + leader);
    return lost.remove(leader);
  }

  private void tell(Object key, String line) {
    replaceIfEnded();
    guarded.put(key, line);
    try {
      say(line);
    } catch (CannotStart e) {
      guarded.remove(key);
      throw e;
    }
  }

  private synchronized void beat() {
    try {
      if (!guarded.isEmpty()) {
        replaceIfEnded();
      }
      say("beat");
    } catch (CannotStart e) {
      // No process to be had for a new guard; the next beat tries again.
    }
  }

  private void say(String line) {
    if (process != null && !write(process, line) && !guarded.isEmpty()) {
      replace();
    }
  }

  private void replaceIfEnded() {
    if (process == null || !process.isAlive() || hasGivenUp(process)) {
      replace();
    }
  }

  /** Starts a new guard and tells it of everything that runs. */
  private void replace() {
    if (process != null && hasGivenUp(process)) {
      lost.addAll(guarded.keySet());
    }
    Process next = startOne();
    process = next;
    if (!guarded.values().stream().allMatch(line -> write(next, line))) {
      throw new CannotStart("Cannot start a command: its guard ended at once; sh is needed");
    }
  }

  /**
   * It says so before it sends its first signal, so whoever sees a command end can see this. When
   * it ends, Java empties its pipe for a moment, but knows by then which signal it ended itself
   * with.
   */
  private static boolean hasGivenUp(Process guard) {
    return hasSpoken(guard) || (!guard.isAlive() && guard.exitValue() == SILENT);
  }

  private static boolean hasSpoken(Process guard) {
    try {
      return guard.getInputStream().available() > 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** One write for a line: shorter than PIPE_BUF, so whole even when this process is killed. */
  private static boolean write(Process guard, String line) {
    try {
      guard.getOutputStream().write((line + "\n").getBytes(US_ASCII));
      guard.getOutputStream().flush();
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private Process startOne() {
    long seconds = Math.max(1, (lease.toMillis() + 999) / 1000);
    List<String> argv =
        List.of(
            "setsid",
            "sh",
            "-c",
            SCRIPT,
            "sde-sync-guard",
            Long.toString(seconds),
            Leader.ofThisWorker().toString());
    ProcessBuilder builder = new ProcessBuilder(argv).directory(new File("/"));
    builder.environment().keySet().retainAll(Set.of("PATH"));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new CannotStart(
          "Cannot start the guard of commands; setsid (package util-linux) and sh are needed", e);
    }
  }

  private static String script() {
    try (InputStream in = Guard.class.getResourceAsStream("guard.sh")) {
      if (in == null) {
        throw new IllegalStateException("guard.sh is missing from the program");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read guard.sh from the program", e);
    }
  }
}
