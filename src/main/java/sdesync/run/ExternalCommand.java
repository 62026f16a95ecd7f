package sdesync.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import sdesync.history.Outcome;
import sdesync.process.CannotStart;
import sdesync.process.CommandExit;
import sdesync.process.CommandLine;
import sdesync.process.CommandProcess;
import sdesync.run.RunSettings.CommandSpec;

/** Runs a command that is a process: hand-over, start, capture, end. */
public final class ExternalCommand {
  private final RunSettings settings;
  private final CommandEnvironment environment;
  private final Masking masking;
  private final Captures captures;

  public ExternalCommand(
      RunSettings settings, CommandEnvironment environment, Masking masking, Captures captures) {
    this.settings = settings;
    this.environment = environment;
    this.masking = masking;
    this.captures = captures;
  }

  /**
   * Runs it to its end.
   *
   * @throws ParamsInvalid when the params cannot be handed over in the form the command asks for
   */
  Outcome run(Handler.External command, CommandInput input) {
    try (var masked = masking.of(input.params(), environment.configured(command.spec()))) {
      return masked.outcome(run(command, input, masked));
    }
  }

  private Outcome run(Handler.External command, CommandInput input, Masking.ForRun masked) {
    CommandSpec spec = command.spec();
    Duration timeout = Objects.requireNonNullElse(spec.timeout(), settings.timeout());
    try (var handed = new HandOver(settings.dataDir()).give(spec.params(), input)) {
      Capture capture = captures.begin(input, masked);
      CommandExit exit;
      try {
        exit = execute(line(command, handed, input), timeout, capture, input);
      } finally {
        capture.finish();
      }
      return new ExternalEnd(exit, capture).outcome(spec, timeout, input);
    } catch (CannotStart e) {
      return FailureClass.LAUNCH.outcome(launchFailed(command, e));
    } catch (IOException e) {
      return FailureClass.before(e).outcome(cannotWrite(e));
    }
  }

  private CommandLine line(Handler.External command, HandOver.Handed handed, CommandInput input) {
    Map<String, String> variables = environment.of(command.spec(), input);
    return new CommandLine(
        handed.argv(command.argv()),
        variables,
        directory(command.spec(), variables),
        handed.stdin().getBytes(UTF_8),
        settings.lease(),
        settings.grace());
  }

  /** Where it was told to work, else at home as under cron, else at the root as any daemon. */
  private static Path directory(CommandSpec spec, Map<String, String> variables) {
    Path told = spec.dir();
    if (told != null) {
      return told;
    }
    Path home = Path.of(variables.getOrDefault("HOME", "/"));
    return home.isAbsolute() && Files.isDirectory(home) ? home : Path.of("/");
  }

  private static CommandExit execute(
      CommandLine line, Duration timeout, Capture capture, CommandInput input) {
    CommandProcess process = CommandProcess.start(line, capture);
    input.cancellation().onCancel(cause -> process.stop());
    return process.await(timeout);
  }

  private static String launchFailed(Handler.External command, CannotStart e) {
    Throwable cause = e.getCause();
    return "%s could not be started: %s%s. Correct command.NAME.exec or the file's rights."
        .formatted(
            command.argv().get(0),
            e.getMessage(),
            cause == null || cause.getMessage() == null ? "" : " (" + cause.getMessage() + ")");
  }

  private String cannotWrite(IOException e) {
    return "The run could not begin: writing into %s failed (%s). Make room or correct its owner."
        .formatted(settings.dataDir(), e.getMessage());
  }
}
