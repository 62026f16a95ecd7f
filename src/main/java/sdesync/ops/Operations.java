package sdesync.ops;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of the worker, the same in its own process and over HTTP. Every answer
 * serialises with {@link Json} to exactly the JSON of contract sections 3 and 5.
 *
 * <p>Methods throw {@link OpsFailure} for what cannot be done. {@code by} is who asked, for run,
 * pause and audit; never null, no secret.
 */
public interface Operations extends AutoCloseable {
  StatusView status();

  Page<IntegrationView> integrations(IntegrationQuery query);

  /** Throws {@code NOT_FOUND} for an unknown id. */
  IntegrationView integration(long id);

  /** How the polls stand. */
  Page<PollView> polls();

  /** Polls every list now, and returns when all have answered or failed. */
  Page<PollChanges> poll(String by);

  /** Orders runs and returns at once. A selector that says nothing is {@code INVALID}. */
  RunAnswers requestRuns(RunOrder order, String by);

  /** Throws {@code NOT_FOUND} for an unknown id. */
  RunView run(String runId);

  Page<RunView> runs(RunQuery query);

  /**
   * The run's output from that offset on, without waiting for more. Throws {@code NOT_FOUND} for an
   * unknown run; a run without output has an empty one.
   */
  LogPart log(String runId, long offset);

  /**
   * Ends the run: a waiting one at once, a running one by its command's time of grace. Throws
   * {@code CONFLICT} when it had ended already.
   */
  RunView cancel(String runId, String by);

  /** Returns the integrations now paused. */
  Page<IntegrationView> pause(PauseOrder order, String by);

  /** Returns the integrations that were meant, none of them paused now. */
  Page<IntegrationView> resume(Selector selector, String by);

  /**
   * @param at null for now
   */
  Why why(long integrationId, @Nullable Instant at);

  /** Looks at configuration, routes, commands and SD Elements; changes nothing. */
  CheckReport check();

  /**
   * Newest first.
   *
   * @param cursor from the page before; null for the first
   */
  Page<AuditEntry> audit(int limit, @Nullable String cursor);

  /** Orders one run. Throws {@code NOT_FOUND} for an unknown id. */
  default RunAnswers.RunAnswer requestRun(long integrationId, String by) {
    var answers = requestRuns(new RunOrder(Selector.ofId(integrationId), false), by);
    List<RunAnswers.RunAnswer> results = answers.results();
    if (results.isEmpty()) {
      throw OpsFailure.noSuchIntegration(integrationId);
    }
    return results.get(0);
  }

  @Override
  default void close() {}
}
