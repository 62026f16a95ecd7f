package sdesync.sandbox;

import java.time.Duration;

/**
 * @param sdePort of the simulated SD Elements on loopback; 0 for a free one
 * @param rallyPort of the simulated Rally; 0 for a free one
 * @param tasks how many tasks in scope project 2 has; 0 for those of the demonstration
 * @param latency before each answer
 */
public record SandboxSettings(int sdePort, int rallyPort, int tasks, Duration latency) {
  /** Free ports, the demonstration's tasks, no latency. */
  public static final SandboxSettings DEFAULTS = new SandboxSettings(0, 0, 0, Duration.ZERO);

  public SandboxSettings withTasks(int other) {
    return new SandboxSettings(sdePort, rallyPort, other, latency);
  }

  public SandboxSettings withLatency(Duration other) {
    return new SandboxSettings(sdePort, rallyPort, tasks, other);
  }
}
