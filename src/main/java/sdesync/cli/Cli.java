package sdesync.cli;

import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import sdesync.ops.OpsFailure;
import sdesync.ops.OpsMisconfigured;

/** The command line: from arguments to an exit code. */
public final class Cli {
  private static final String TRACE = "SDE_SYNC_TRACE";

  private final Session session;

  private Cli(Session session) {
    this.session = session;
  }

  /** Does what the arguments ask; returns the exit code of contract section 1. Never throws. */
  public static int run(String[] arguments, Program program, Console console) {
    return new Cli(new Session(program, console)).run(arguments);
  }

  private int run(String[] arguments) {
    var secret = CommandLineSecrets.in(arguments);
    if (secret.isPresent()) {
      session.tell(secret.get());
      return ExitCode.USAGE.code();
    }
    if (arguments.length == 0) {
      commandLine().usage(session.console().err(), Ansi.OFF);
      return ExitCode.USAGE.code();
    }
    return commandLine().execute(arguments);
  }

  private CommandLine commandLine() {
    var line = new CommandLine(new Root(session));
    List.of(
            new DemoVerb(session),
            new DaemonVerb(session),
            new RunVerb(session),
            new PlanVerb(session),
            new ListVerb(session),
            new StatusVerb(session),
            new PollVerb(session),
            new RunsVerb(session),
            new LogVerb(session),
            new CancelVerb(session),
            new PauseVerb(session),
            new ResumeVerb(session),
            new WhyVerb(session),
            new CheckVerb(session),
            new SandboxVerb(session))
        .forEach(line::addSubcommand);
    line.getCommandSpec().addOption(help("Shows this help; `sde-sync VERB --help` a verb's."));
    line.getSubcommands()
        .values()
        .forEach(verb -> verb.getCommandSpec().addOption(help("Shows this help.")));
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("--version")
                .versionHelp(true)
                .description("Shows the version.")
                .build())
        .version("sde-sync " + session.program().version());
    Console console = session.console();
    return line.setOut(writer(console.out()))
        .setErr(writer(console.err()))
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(console.paint().on() ? Ansi.ON : Ansi.OFF))
        .setUsageHelpWidth(Math.max(60, Math.min(100, console.width())))
        .setParameterExceptionHandler((e, args) -> usage(e))
        .setExecutionExceptionHandler((e, verb, args) -> failed(e, verb));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static OptionSpec help(String description) {
    return OptionSpec.builder("-h", "--help").usageHelp(true).description(description).build();
  }

  private int usage(ParameterException wrong) {
    String verb = wrong.getCommandLine().getCommandSpec().qualifiedName();
    session.tell(message(wrong));
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      nearest(unmatched).ifPresent(meant -> session.tell("Did you mean " + meant + "?"));
    }
    session.tell("What is allowed: " + verb + " --help");
    return ExitCode.USAGE.code();
  }

  private static Optional<String> nearest(UnmatchedArgumentException wrong) {
    var known = new ArrayList<String>(wrong.getCommandLine().getSubcommands().keySet());
    wrong
        .getCommandLine()
        .getCommandSpec()
        .options()
        .forEach(o -> known.addAll(List.of(o.names())));
    return Nearest.to(wrong.getUnmatched().get(0).split("=", 2)[0], known);
  }

  /** Only the name of an unknown option: its value may be a secret. */
  private static String message(ParameterException wrong) {
    if (wrong instanceof UnmatchedArgumentException unmatched) {
      String first = unmatched.getUnmatched().get(0);
      String name = first.startsWith("-") ? first.split("=", 2)[0] : first;
      return (first.startsWith("-") ? "There is no option " : "There is no place for ")
          + "\""
          + Printable.inLine(name)
          + "\".";
    }
    return Printable.inLine(String.valueOf(wrong.getMessage()));
  }

  private int failed(Exception failure, CommandLine verb) {
    if (session.console().errIsTerminal()) {
      session.console().err().print("\r\u001b[K");
    }
    if (failure instanceof UsageProblem) {
      session.tell(String.valueOf(failure.getMessage()));
      session.tell("What is allowed: " + verb.getCommandSpec().qualifiedName() + " --help");
      return ExitCode.USAGE.code();
    }
    if (failure instanceof ConfigurationProblem wrong) {
      wrong.problems().forEach(session::tell);
      return ExitCode.USAGE.code();
    }
    if (failure instanceof OpsMisconfigured) {
      session.tell(String.valueOf(failure.getMessage()));
      return ExitCode.USAGE.code();
    }
    if (failure instanceof OpsFailure known) {
      session.tell(Printable.lines(String.valueOf(known.getMessage())));
      return ExitCode.of(known).code();
    }
    return fault(failure);
  }

  private int fault(Exception failure) {
    session.tell("sde-sync itself failed: " + Printable.inLine(failure.toString()));
    if (System.getenv(TRACE) == null) {
      session.tell("Set " + TRACE + "=1 to see where.");
    } else {
      failure.printStackTrace(session.console().err());
    }
    return ExitCode.UNREACHABLE.code();
  }
}
