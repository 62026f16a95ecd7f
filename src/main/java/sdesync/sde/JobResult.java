package sdesync.sde;

import org.jspecify.annotations.Nullable;

/**
 * How a run ended, as SD Elements keeps it: a job of its connection.
 *
 * @param project null when it has none
 * @param type of the integration, which tells where its jobs are kept
 * @param automatic whether nobody asked for the run
 * @param message for people; without secrets
 */
public record JobResult(
    long connection,
    @Nullable Long project,
    String type,
    boolean succeeded,
    String message,
    boolean automatic) {
  /** What the field has room for. */
  static final int LONGEST = 2_000;

  public JobResult {
    if (message.length() > LONGEST) {
      int end = LONGEST - 1;
      message =
          message.substring(0, Character.isHighSurrogate(message.charAt(end - 1)) ? end - 1 : end)
              + "…";
    }
  }
}
