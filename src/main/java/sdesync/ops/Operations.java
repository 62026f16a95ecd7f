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

  /**
   * What a native sync would do now; writes nothing. Throws {@code NOT_FOUND} for an unknown id,
   * {@code CONFLICT} for an integration that is no native sync or would be refused, {@code
   * UNREACHABLE} when a side cannot be read.
   */
  PlanView plan(long integrationId);

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
    return requestRun(integrationId, null, by);
  }

  /**
   * Orders one run.
   *
   * @param acceptPlan see {@link RunOrder}
   */
  default RunAnswers.RunAnswer requestRun(
      long integrationId, @Nullable String acceptPlan, String by) {
    var order = new RunOrder(Selector.ofId(integrationId), false, acceptPlan);
    RunAnswers answers = requestRuns(order, by);
    List<RunAnswers.RunAnswer> results = answers.results();
    if (results.isEmpty()) {
      throw OpsFailure.noSuchIntegration(integrationId);
    }
    return results.get(0);
  }

  @Override
  default void close() {}
}
