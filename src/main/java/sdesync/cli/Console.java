package sdesync.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;

/** Where a verb prints, and what it knows of its surroundings. */
public final class Console {
  private static final int UNKNOWN_WIDTH = 120;

  private final Stream out;
  private final Stream err;
  private final Surroundings surroundings;

  /**
   * One output.
   *
   * @param terminal whether a person looks at it
   */
  public record Stream(PrintStream print, boolean terminal) {}

  /**
   * @param login of the user, for {@code requested_by}
   * @param pause lets that time pass
   * @param onInterrupt does the work when the process is told to end while it waits; returns what
   *     takes that back
   */
  public record Surroundings(
      Map<String, String> environment,
      String login,
      InstantSource clock,
      Consumer<Duration> pause,
      OnInterrupt onInterrupt) {}

  /** What to do at Ctrl-C. */
  @FunctionalInterface
  public interface OnInterrupt {
    /** Registers it; the result takes it back. */
    Runnable register(Runnable work);
  }

  public Console(Stream out, Stream err, Surroundings surroundings) {
    this.out = out;
    this.err = err;
    this.surroundings = surroundings;
  }

  /** That of this process. */
  public static Console ofProcess(InstantSource clock) {
    return new Console(
        new Stream(print(FileDescriptor.out), isTerminal(1)),
        new Stream(print(FileDescriptor.err), isTerminal(2)),
        new Surroundings(
            System.getenv(),
            System.getProperty("user.name", ""),
            clock,
            Console::sleep,
            Console::hook));
  }

  private static PrintStream print(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** System.console() looks at both ends at once, and from Java 22 on at neither. */
  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException("nothing here interrupts a thread", e);
    }
  }

  private static Runnable hook(Runnable work) {
    var hook = new Thread(work, "interrupted");
    Runtime.getRuntime().addShutdownHook(hook);
    return () -> {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The process is ending already, and the hook does what it is for.
      }
    };
  }

  PrintStream out() {
    return out.print();
  }

  PrintStream err() {
    return err.print();
  }

  boolean outIsTerminal() {
    return out.terminal();
  }

  boolean errIsTerminal() {
    return err.terminal();
  }

  /** Colour for the output: on a terminal, unless NO_COLOR (no-color.org) or a dumb terminal. */
  Paint paint() {
    Map<String, String> environment = surroundings.environment();
    boolean wanted =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    return new Paint(out.terminal() && wanted);
  }

  /** Columns to print in; as many as it takes when no person looks. */
  int width() {
    if (!out.terminal()) {
      return Integer.MAX_VALUE;
    }
    String columns = surroundings.environment().getOrDefault("COLUMNS", "");
    return columns.matches("[1-9]\\d{1,3}") ? Integer.parseInt(columns) : UNKNOWN_WIDTH;
  }

  Instant now() {
    return surroundings.clock().instant();
  }

  String login() {
    return surroundings.login();
  }

  void pause(Duration time) {
    surroundings.pause().accept(time);
  }

  Runnable onInterrupt(Runnable work) {
    return surroundings.onInterrupt().register(work);
  }
}
