package sdesync.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import sdesync.ops.Selector;

/** Lets paused integrations go again. */
@Command(name = "resume", description = "Lets paused integrations go again; nothing is caught up.")
final class ResumeVerb extends Verb {
  @Mixin private SelectorOptions which = new SelectorOptions();

  @Option(names = "--json", description = "Prints the API's JSON.")
  private boolean json;

  ResumeVerb(Session session) {
    super(session);
  }

  @Override
  ExitCode ends() {
    Selector selector = which.required();
    try (var worker = session().reach(Program.Part.STORE)) {
      var resumed = worker.operations().resume(selector, console().login());
      if (json) {
        session().json(resumed);
      }
      return PauseVerb.told(session(), json, resumed.results(), "Resumed");
    }
  }
}
