package sdesync.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How commands are run.
 *
 * @param outputLimitBytes kept per run
 * @param commands {@code command.NAME.*} by name; a name without an entry uses {@link
 *     CommandSpec}'s defaults
 * @param environment {@code command.env.*}: given to every command
 * @param secretKeys {@code redact.keys}
 */
public record RunSettings(
    Path routesDir,
    Path commandsDir,
    Path dataDir,
    Duration timeout,
    Duration grace,
    Duration lease,
    long outputLimitBytes,
    Map<String, CommandSpec> commands,
    Map<String, String> environment,
    List<String> secretKeys) {
  public RunSettings {
    commands = Map.copyOf(commands);
    environment = Map.copyOf(environment);
    secretKeys = List.copyOf(secretKeys);
  }

  /** How a command gets its params. */
  public enum ParamsForm {
    STDIN_JSON,
    STDIN_INI,
    FILE_JSON,
    FILE_INI,
    NONE
  }

  /** Which of our tokens a command is handed. */
  public enum TokenForm {
    ORDINARY,
    ADMIN,
    NONE
  }

  /**
   * {@code command.NAME.*}
   *
   * @param exec argv; empty when the command is a file in {@code commands.dir}
   * @param dir working directory; null for the worker's own choice
   * @param timeout null for {@code run.timeout}
   */
  public record CommandSpec(
      List<String> exec,
      ParamsForm params,
      TokenForm token,
      Map<String, String> environment,
      @Nullable Path dir,
      @Nullable Duration timeout,
      Set<Integer> retryExitCodes) {
    public static final CommandSpec DEFAULTS =
        new CommandSpec(
            List.of(), ParamsForm.STDIN_JSON, TokenForm.ORDINARY, Map.of(), null, null, Set.of(75));

    public CommandSpec {
      exec = List.copyOf(exec);
      environment = Map.copyOf(environment);
      retryExitCodes = Set.copyOf(retryExitCodes);
    }
  }
}
