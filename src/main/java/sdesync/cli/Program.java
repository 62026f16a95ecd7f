package sdesync.cli;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import sdesync.ops.CheckReport;
import sdesync.ops.Operations;
import sdesync.ops.OpsSettings;

/**
 * The assembled program, as far as the verbs need it. {@code config} is the file of {@code
 * --config}, null without the option. Each method that reads the configuration throws {@link
 * ConfigurationProblem} with all its errors at once.
 */
public interface Program {
  /** Such as {@code 0.1.0}. */
  String version();

  /** What is needed to find a daemon; opens nothing and starts nothing. */
  OpsSettings access(@Nullable Path config);

  /**
   * The worker in this process; closing the result stops it, as contract section 1, Stopping, has
   * it. Waits up to 10 s for a store another process holds, then throws {@code
   * OpsFailure(UNREACHABLE)} naming its pid.
   */
  Operations open(@Nullable Path config, Part part);

  /** Looks at configuration, routes, commands and SD Elements; holds no store, changes nothing. */
  CheckReport check(@Nullable Path config);

  /** Runs the daemon until it is stopped; returns its exit code. */
  int daemon(@Nullable Path config);

  /** Runs the demonstration; returns its exit code. */
  int demo(DemoOptions options);

  /** Runs the simulated servers until stopped; returns the exit code. */
  int sandbox(SandboxOptions options);

  /** How much of the worker a verb needs. */
  enum Part {
    /**
     * The store alone: no Camel, no request to anywhere. Answers every question of {@link
     * Operations}, and pauses, resumes and cancels what waits; it neither polls nor runs.
     */
    STORE,
    /** Store, engine and routes; the schedule is not started, only what is asked for runs. */
    WORKING
  }

  /**
   * @param port of the ops API; null for a free one
   */
  record DemoOptions(boolean once, @Nullable Integer port, boolean json) {}

  /**
   * @param sdePort null for a free one, as is {@code rallyPort}
   * @param tasks how many tasks a simulated project has; null for the sandbox's own choice
   * @param latency of every answer; null for none
   * @param api by which SD Elements lists its integrations, as {@code sde.api} names it; null for
   *     the first
   */
  record SandboxOptions(
      @Nullable Integer sdePort,
      @Nullable Integer rallyPort,
      @Nullable Integer tasks,
      @Nullable Duration latency,
      @Nullable String api) {}
}
