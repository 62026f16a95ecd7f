package sdesync.ops;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sdesync.integration.ServerState;

/**
 * An integration as contract section 5 shows it.
 *
 * @param handler {@code native}, {@code external} or {@code none}: who runs its command
 * @param state of the schedule: one of the words of contract section 5
 * @param problem what a human should know, in a sentence; null for nothing
 * @param lastRun the newest that came to an end
 * @param running the run that goes on now
 * @param queued the run that waits
 * @param target host of its tracker; null when unknown
 * @param server what SD Elements says of its runs; null where its API does not
 */
public record IntegrationView(
    long id,
    @Nullable Long projectId,
    String system,
    String alias,
    String frequency,
    String command,
    String type,
    String handler,
    String state,
    @Nullable String problem,
    @Nullable Instant nextRunAt,
    @Nullable RunView lastRun,
    @Nullable RunView running,
    @Nullable RunView queued,
    @Nullable PauseView pause,
    @Nullable String target,
    @Nullable ServerState server) {

  /**
   * A pause in force.
   *
   * @param until null for as long as nobody resumes it
   * @param by null when nobody asked, as with an automatic pause
   * @param auto whether the worker paused it after too many failures
   */
  public record PauseView(
      Instant since,
      @Nullable Instant until,
      @Nullable String by,
      @Nullable String note,
      boolean auto) {}
}
