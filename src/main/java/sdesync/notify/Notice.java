package sdesync.notify;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sdesync.ops.RunView;

/**
 * What is told, masked. Also the JSON a webhook gets.
 *
 * @param event one of {@link Event}
 * @param title one line
 * @param integration null when it concerns all
 * @param run the one that told of it; null when none did
 * @param url of the page about it; null when unknown
 */
public record Notice(
    String event,
    Instant at,
    String node,
    String title,
    String message,
    @Nullable Concerned integration,
    @Nullable RunView run,
    @Nullable String url) {

  /** The integration it is about. */
  public record Concerned(
      long id, @Nullable Long projectId, String system, String alias, String command) {}
}
