package sdesync.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Everything at once, with nothing to set up. */
@Command(
    name = "demo",
    description = "Starts a simulated SD Elements and a worker against it, on this machine alone.")
final class DemoVerb implements Callable<Integer> {
  @Option(names = "--once", description = "Runs every integration once, says what happened, ends.")
  private boolean once;

  @Option(names = "--port", paramLabel = "N", description = "The port of the ops API.")
  private @Nullable Integer port;

  @Option(names = "--json", description = "Prints the API's JSON; with --once.")
  private boolean json;

  private final Session session;

  DemoVerb(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    if (json && !once) {
      throw new UsageProblem("--json needs --once: without it the demo goes on until stopped");
    }
    SandboxVerb.port("--port", port);
    return session.program().demo(new Program.DemoOptions(once, port, json));
  }
}
