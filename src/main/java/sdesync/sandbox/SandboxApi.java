package sdesync.sandbox;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Which of the APIs SD Elements has had the sandbox lists its integrations by. */
public enum SandboxApi {
  /** sde-integrations-api.md. */
  INTEGRATIONS,
  /** Releases 3.2 to 5.x. */
  CONNECTIONS_ALM,
  /** Releases of today. */
  CONNECTIONS_ISSUE_TRACKER;

  /** As {@code sde.api} and {@code --api} name it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public static Optional<SandboxApi> named(String word) {
    return Arrays.stream(values()).filter(api -> api.word().equals(word)).findFirst();
  }

  /** What the paths of the trackers' connections and jobs end with. */
  String trackers() {
    return this == CONNECTIONS_ISSUE_TRACKER ? "issue-tracker" : "alm";
  }
}
