package sdesync.sandbox;

import java.time.Duration;

/**
 * @param sdePort of the simulated SD Elements on loopback; 0 for a free one
 * @param latency before each answer
 */
public record SandboxSettings(int sdePort, Duration latency) {
  /** A free port, no latency. */
  public static final SandboxSettings DEFAULTS = new SandboxSettings(0, Duration.ZERO);
}
