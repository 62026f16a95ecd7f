package sdesync.sandbox;

import java.time.Duration;

/**
 * @param sdePort of the simulated SD Elements on loopback; 0 for a free one
 * @param rallyPort of the simulated Rally; 0 for a free one
 * @param tasks how many tasks in scope project 2 has; 0 for those of the demonstration
 * @param latency before each answer
 * @param api by which the simulated SD Elements lists its integrations
 */
public record SandboxSettings(
    int sdePort, int rallyPort, int tasks, Duration latency, SandboxApi api) {
  /** Free ports, the demonstration's tasks, no latency. */
  public static final SandboxSettings DEFAULTS =
      new SandboxSettings(0, 0, 0, Duration.ZERO, SandboxApi.INTEGRATIONS);

  public SandboxSettings withTasks(int other) {
    return new SandboxSettings(sdePort, rallyPort, other, latency, api);
  }

  public SandboxSettings withLatency(Duration other) {
    return new SandboxSettings(sdePort, rallyPort, tasks, other, api);
  }

  public SandboxSettings withApi(SandboxApi other) {
    return new SandboxSettings(sdePort, rallyPort, tasks, latency, other);
  }
}
