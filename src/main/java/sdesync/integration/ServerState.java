package sdesync.integration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What SD Elements itself says of a connection's runs. Told to people and never acted upon; null is
 * whatever the server did not say, or not understandably.
 *
 * @param inaccessible whether a remote agent is to run it, for the server cannot reach the tracker
 * @param lastSuccessfulRun whoever ran it
 * @param inProgress whether it runs now, as far as the server knows
 * @param lastJob the newest run that was reported to the server
 * @param debugMode whether somebody asked there for verbose runs
 */
public record ServerState(
    @Nullable Boolean inaccessible,
    @Nullable Instant lastSuccessfulRun,
    @Nullable Boolean inProgress,
    @Nullable Job lastJob,
    @Nullable Boolean debugMode) {

  /** One run as the server keeps it. */
  public record Job(@Nullable Instant lastRun, @Nullable Boolean succeeded) {}

  /** Whether the server leaves the connection to a remote agent, or does not tell them apart. */
  public boolean forAgents() {
    return inaccessible == null || inaccessible;
  }
}
