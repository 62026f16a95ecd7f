package sdesync.ops;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code check} found. */
public record CheckReport(boolean ok, List<CheckResult> results) {
  public CheckReport {
    results = List.copyOf(results);
  }

  public static CheckReport of(List<CheckResult> results) {
    return new CheckReport(results.stream().allMatch(CheckResult::ok), results);
  }

  /**
   * One thing looked at.
   *
   * @param fix what to do; null when nothing is to be done
   */
  public record CheckResult(String name, boolean ok, String message, @Nullable String fix) {
    /** Names of what is about reaching SD Elements, not about what stands in a file here. */
    public static final String REACHABILITY = "sde.reach";

    /** Whether it is about SD Elements being away or refusing a token. */
    public boolean reachability() {
      return name.startsWith(REACHABILITY);
    }

    public static CheckResult good(String name, String message) {
      return new CheckResult(name, true, message, null);
    }

    public static CheckResult bad(String name, String message, String fix) {
      return new CheckResult(name, false, message, fix);
    }
  }
}
