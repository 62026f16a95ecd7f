package sdesync.cli;

import java.util.List;

/** The configuration is wrong: exit code 2. */
public final class ConfigurationProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * @param problems each a sentence with key, value and what is allowed; no secret
   */
  public ConfigurationProblem(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
