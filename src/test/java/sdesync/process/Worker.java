package sdesync.process;

import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A program that starts commands, to be killed or stopped by tests. */
final class Worker implements AutoCloseable {
  final Process process;

  private Worker(Process process) {
    this.process = process;
  }

  /**
   * A worker whose commands carry the id and run the script; {@code forever}: one after another.
   */
  static Worker start(String id, int commands, boolean forever, String script) throws IOException {
    List<String> argv =
        List.of(
            new File(System.getProperty("java.home"), "bin/java").getPath(),
            "-Xshare:auto",
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName(),
            id,
            Integer.toString(commands),
            Boolean.toString(forever),
            script);
    return new Worker(
        new ProcessBuilder(argv).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** The next line it prints, one for each command that ended. */
  String line() throws IOException {
    return process.inputReader().readLine();
  }

  void signal(String name) throws Exception {
    new ProcessBuilder("kill", "-s", name, Long.toString(process.pid())).start().waitFor();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  public static void main(String[] args) {
    boolean forever = Boolean.parseBoolean(args[2]);
    AtomicInteger number = new AtomicInteger();
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      Thread thread =
          new Thread(
              () -> {
                do {
                  CommandLine line =
                      Commands.shell(args[3])
                          .marked(args[0], "r" + args[0] + "-" + number.incrementAndGet())
                          .lease(Duration.ofSeconds(2))
                          .line();
                  CommandExit exit =
                      CommandProcess.start(line, Commands.IGNORED).await(Commands.HOUR);
                  System.out.println(exit.how() + " " + exit.exitCode());
                } while (forever);
              });
      thread.start();
    }
  }
}
