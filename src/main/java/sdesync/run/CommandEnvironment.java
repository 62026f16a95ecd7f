package sdesync.run;

import java.util.Map;
import java.util.TreeMap;
import sdesync.run.RunSettings.CommandSpec;

/**
 * The environment of a command: the few variables of contract section 4, and nothing else of the
 * worker's own. Params are never in it.
 */
public final class CommandEnvironment {
  private static final String PATH = "/usr/local/bin:/usr/bin:/bin";

  private final Map<String, String> basic;
  private final Map<String, String> everyCommand;

  /**
   * @param own the worker's environment, of which {@code HOME}, {@code LANG} and {@code TZ} are
   *     handed on; {@code /}, {@code C.UTF-8} and {@code UTC} where it has none
   * @param workerId the mark by which leftovers of this data folder are found
   * @param everyCommand {@code command.env.*}
   */
  public CommandEnvironment(
      Map<String, String> own, String workerId, Map<String, String> everyCommand) {
    this.basic =
        Map.of(
            "PATH", PATH,
            "HOME", own.getOrDefault("HOME", "/"),
            "LANG", own.getOrDefault("LANG", "C.UTF-8"),
            "TZ", own.getOrDefault("TZ", "UTC"),
            "SDE_SYNC_WORKER", workerId);
    this.everyCommand = Map.copyOf(everyCommand);
  }

  /** What the configuration adds for this command; it may hold secrets. */
  Map<String, String> configured(CommandSpec spec) {
    var variables = new TreeMap<>(everyCommand);
    variables.putAll(spec.environment());
    return variables;
  }

  /** All of it. Configuration may replace the basic variables, but not the worker's marks. */
  Map<String, String> of(CommandSpec spec, CommandInput input) {
    var variables = new TreeMap<>(basic);
    variables.putAll(configured(spec));
    variables.put("SDE_SYNC_WORKER", basic.get("SDE_SYNC_WORKER"));
    variables.put("SDE_SYNC_RUN_ID", input.runId());
    variables.put("SDE_SYNC_INTEGRATION_ID", Long.toString(input.integration().id()));
    variables.put("SDE_SYNC_ATTEMPT", Integer.toString(input.attempt()));
    return variables;
  }
}
