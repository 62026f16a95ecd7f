package sdesync.run;

import java.util.List;
import sdesync.run.RunSettings.CommandSpec;

/** What a command's name stands for. */
public sealed interface Handler {

  /** The word of contract section 5: {@code native}, {@code external} or {@code none}. */
  String kind();

  /**
   * A process.
   *
   * @param argv the program and its arguments, never given to a shell
   */
  record External(List<String> argv, CommandSpec spec) implements Handler {
    public External {
      argv = List.copyOf(argv);
    }

    @Override
    public String kind() {
      return "external";
    }
  }

  /** A Camel route in a file of the command's name. */
  record Route(CommandName name, CommandSpec spec) implements Handler {
    @Override
    public String kind() {
      return "native";
    }
  }

  /**
   * Nothing, so that nothing is executed.
   *
   * @param why a sentence with what to do
   */
  record None(String why) implements Handler {
    @Override
    public String kind() {
      return "none";
    }
  }
}
