package sdesync.history;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt ended: what {@code direct:run-integration} answers.
 *
 * @param state final
 * @param reason null only for {@link RunState#SUCCEEDED}
 * @param message a sentence for people, masked; empty when it succeeded
 * @param retryable whether the cause is transient, so that another attempt may help
 * @param exitCode null when no process ended by itself
 * @param summary the command's own numbers and short strings, masked
 */
public record Outcome(
    RunState state,
    @Nullable Reason reason,
    String message,
    boolean retryable,
    @Nullable Integer exitCode,
    Map<String, Object> summary,
    OutputFacts output) {

  public Outcome {
    if (!state.isFinal()) {
      throw new IllegalArgumentException("an outcome is final, not " + state.wireName());
    }
    summary = Collections.unmodifiableMap(new LinkedHashMap<>(summary));
  }

  public static Outcome succeeded(Map<String, Object> summary, OutputFacts output) {
    return new Outcome(RunState.SUCCEEDED, null, "", false, 0, summary, output);
  }

  /** Ended without a process having run to its end; final. */
  public static Outcome of(RunState state, Reason reason, String message) {
    return new Outcome(state, reason, message, false, null, Map.of(), OutputFacts.NONE);
  }

  /** Failed for a cause that may heal by itself. */
  public static Outcome transientFailure(Reason reason, String message) {
    return new Outcome(RunState.FAILED, reason, message, true, null, Map.of(), OutputFacts.NONE);
  }
}
