package sdesync.ops;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why an integration ran, did not run, or has not run yet at a time. */
public record Why(long integrationId, Instant at, List<Cause> causes) {
  public Why {
    causes = List.copyOf(causes);
  }

  /**
   * @param message one sentence
   * @param since when it began to hold; null when it is not a state
   */
  public record Cause(String reason, String message, @Nullable Instant since) {}
}
