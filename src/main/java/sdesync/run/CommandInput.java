package sdesync.run;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Cancellation;
import sdesync.integration.Integration;
import sdesync.integration.Params;
import sdesync.redact.Secret;

/**
 * What a command works on: the body a Camel route gets as {@code direct:NAME}, and what is written
 * out for a process. Its {@code toString} holds no secret.
 *
 * @param attempt 1 for the first
 * @param params empty when the command wants none
 * @param cancellation a long route looks at it between its steps; it also tells of the time-out
 * @param output where a route writes; a process has its own
 */
public record CommandInput(
    String runId,
    int attempt,
    Integration integration,
    Params params,
    Sde sde,
    Cancellation cancellation,
    RunOutput output) {

  /** The same, for a route: told to stop by that, writing there. */
  CommandInput forRoute(Cancellation stop, RunOutput lines) {
    return new CommandInput(runId, attempt, integration, params, sde, stop, lines);
  }

  /**
   * SD Elements, as the command may reach it.
   *
   * @param token the one {@code command.NAME.sde-token} grants; null for none
   */
  public record Sde(URI url, @Nullable Secret token) {}
}
