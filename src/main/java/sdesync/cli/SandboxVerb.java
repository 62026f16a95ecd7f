package sdesync.cli;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The simulated servers alone. */
@Command(
    name = "sandbox",
    description = "Runs the simulated SD Elements and tracker alone, until stopped.")
final class SandboxVerb implements Callable<Integer> {
  private static final List<String> APIS =
      List.of("integrations", "connections-alm", "connections-issue-tracker");

  @Option(
      names = "--sde-port",
      paramLabel = "N",
      description = "Of SD Elements; free unless given.")
  private @Nullable Integer sdePort;

  @Option(names = "--rally-port", paramLabel = "N", description = "Of Rally; free unless given.")
  private @Nullable Integer rallyPort;

  @Option(names = "--tasks", paramLabel = "N", description = "Tasks of a simulated project.")
  private @Nullable Integer tasks;

  @Option(names = "--latency", paramLabel = "MS", description = "Of every answer, in ms.")
  private @Nullable Integer latency;

  @Option(
      names = "--api",
      paramLabel = "API",
      description = "Of SD Elements, as sde.api names it; integrations unless given.")
  private @Nullable String api;

  private final Session session;

  SandboxVerb(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    port("--sde-port", sdePort);
    port("--rally-port", rallyPort);
    atLeastZero("--tasks", tasks);
    atLeastZero("--latency", latency);
    if (api != null && !APIS.contains(api)) {
      throw new UsageProblem("--api is " + api + "; allowed is one of " + String.join(", ", APIS));
    }
    Duration delay = latency == null ? null : Duration.ofMillis(latency);
    return session
        .program()
        .sandbox(new Program.SandboxOptions(sdePort, rallyPort, tasks, delay, api));
  }

  static void port(String option, @Nullable Integer port) {
    if (port != null && (port < 0 || port > 65_535)) {
      throw new UsageProblem(
          option + " is " + port + "; allowed is 1 to 65535, or 0 for a free one");
    }
  }

  private static void atLeastZero(String option, @Nullable Integer number) {
    if (number != null && number < 0) {
      throw new UsageProblem(option + " is " + number + "; allowed is 0 or more");
    }
  }
}
