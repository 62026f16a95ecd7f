package sdesync.sync;

import java.util.List;
import java.util.stream.Collectors;

/** Params that cannot be worked with: all that is wrong with them, together. */
public final class ParamsRefused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * @param problems not empty
   */
  public ParamsRefused(List<Problem> problems) {
    super(problems.stream().map(Problem::sentence).collect(Collectors.joining(" ")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  /**
   * What is wrong with one param.
   *
   * @param key as it was spelled
   * @param what after the key, with the value unless it is a secret, and what is allowed: {@code is
   *     'x'; allowed are a, b}
   */
  public record Problem(String key, String what) {
    String sentence() {
      return key + " " + what + ".";
    }
  }
}
