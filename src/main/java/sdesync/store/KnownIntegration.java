package sdesync.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Integration;

/**
 * An integration as last seen, with what the worker itself knows of it.
 *
 * @param problem why its newest item was refused; null when it was good
 * @param goneSince null while it is listed
 * @param pause null when it is not paused
 * @param failures consecutive runs that failed for a reason of their own
 * @param failingSince when the first of these ended; null when there are none
 * @param lastSuccess when a run last succeeded; null when none did
 */
public record KnownIntegration(
    Integration integration,
    @Nullable String problem,
    Instant firstSeen,
    @Nullable Instant goneSince,
    @Nullable Pause pause,
    int failures,
    @Nullable Instant failingSince,
    @Nullable Instant lastSuccess) {

  public long id() {
    return integration.id();
  }

  public boolean isGone() {
    return goneSince != null;
  }
}
