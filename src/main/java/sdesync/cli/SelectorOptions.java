package sdesync.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import sdesync.ops.Selector;

/** SELECTOR of contract section 1. */
final class SelectorOptions {
  @Parameters(
      paramLabel = "ID",
      arity = "0..*",
      description = "Integration ids: any of them. The options below narrow, all together.")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--alias", paramLabel = "A", description = "Of this alias.")
  private @Nullable String alias;

  @Option(names = "--system", paramLabel = "S", description = "Of this system, such as rally.")
  private @Nullable String system;

  @Option(names = "--type", paramLabel = "T", description = "Of this type, such as alm.")
  private @Nullable String type;

  @Option(names = "--frequency", paramLabel = "F", description = "Of this frequency.")
  private @Nullable String frequency;

  @Option(names = "--project", paramLabel = "ID", description = "Of this SD Elements project.")
  private @Nullable Long project;

  @Option(names = "--all", description = "All of them.")
  private boolean all;

  /** What was given, perhaps nothing. */
  Selector selector() {
    return new Selector(
        ids.stream().map(SelectorOptions::id).toList(),
        alias,
        system,
        type,
        frequency,
        project,
        all);
  }

  /** What was given; nothing at all is wrong usage. */
  Selector required() {
    Selector selector = selector();
    if (selector.saysNothing()) {
      throw new UsageProblem(
          "which integrations? Give ids, --alias, --system, --type, --frequency, --project, or"
              + " --all for every one");
    }
    return selector;
  }

  /** The ids as they were given: {@code cancel} takes run ids too. */
  List<String> words() {
    return ids;
  }

  /** Leaves out words that were understood otherwise. */
  void without(List<String> understood) {
    ids = new ArrayList<>(ids);
    ids.removeAll(understood);
  }

  private static long id(String text) {
    if (!text.matches("[0-9]{1,18}") || Long.parseLong(text) == 0) {
      throw new UsageProblem(
          "\""
              + Printable.inLine(text)
              + "\" is no integration id, which is a positive integer; by name it is --alias");
    }
    return Long.parseLong(text);
  }
}
