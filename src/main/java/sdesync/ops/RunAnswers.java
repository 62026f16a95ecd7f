package sdesync.ops;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of an order to run: one answer for each integration it meant. */
public record RunAnswers(List<RunAnswer> results, List<Excluded> excluded) {
  public RunAnswers {
    results = List.copyOf(results);
    excluded = List.copyOf(excluded);
  }

  /**
   * @param disposition {@code started}, {@code joined}, {@code queued} or {@code refused}
   * @param run joined: the waiting one
   */
  public record RunAnswer(String disposition, RunView run) {}

  /**
   * An integration that is not run.
   *
   * @param integrationId null when none is to be named
   * @param reason a fixed word: {@code unknown_id}, {@code paused}, {@code gone}, and in a dry run
   *     {@code not_selected}
   */
  public record Excluded(@Nullable Long integrationId, String reason, String message) {}
}
