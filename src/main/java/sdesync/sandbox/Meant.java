package sdesync.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * How a run of one of the sandbox's integrations is meant to end (contract section 5).
 *
 * @param state {@code succeeded}, {@code failed} or {@code refused}
 * @param reason null for a success
 */
public record Meant(String state, @Nullable String reason) {
  static final Meant SUCCESS = new Meant("succeeded", null);

  @Override
  public String toString() {
    return reason == null ? state : state + ": " + reason;
  }
}
