package sdesync.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import sdesync.run.RunSettings.CommandSpec;
import sdesync.run.RunSettings.ParamsForm;
import sdesync.run.RunSettings.TokenForm;

/** Reads {@code command.NAME.*} and {@code command.env.*}. */
final class CommandKeys {
  private final Values values;

  CommandKeys(Values values) {
    this.values = values;
  }

  Map<String, CommandSpec> specs() {
    Map<String, CommandSpec> specs = new TreeMap<>();
    names().forEach(name -> specs.put(name, spec(name)));
    return specs;
  }

  private Set<String> names() {
    Set<String> names = new TreeSet<>();
    for (Key<?> key : Keys.all()) {
      if (key.name().startsWith("command.NAME.")) {
        values.given().namesOf(key).forEach(line -> names.add(line.split("\\.", 3)[1]));
      }
    }
    return names;
  }

  private CommandSpec spec(String name) {
    List<String> exec = exec(name);
    ParamsForm params = values.get(named(Keys.COMMAND_PARAMS, name));
    boolean inFile = params == ParamsForm.FILE_JSON || params == ParamsForm.FILE_INI;
    if (!inFile && exec.stream().anyMatch(word -> word.contains("{config}"))) {
      values.error(
          "command.%s.exec has {config} in it, but its params do not come in a file; allowed: with command.%s.params=file-json or file-ini"
              .formatted(name, name));
    }
    TokenForm token = values.get(named(Keys.COMMAND_TOKEN, name));
    if (token == TokenForm.ADMIN && values.isMissing(Keys.SDE_ADMIN_TOKEN)) {
      values.warning(
          "command." + name + ".sde-token=admin, but there is no sde.admin-token: it gets none");
    }
    Path dir = values.pathOrNull(named(Keys.COMMAND_DIR, name));
    Duration timeout = values.orNull(named(Keys.COMMAND_TIMEOUT, name));
    Set<Integer> retry = Set.copyOf(values.get(named(Keys.RETRY_EXIT_CODES, name)));
    return new CommandSpec(exec, params, token, environment(name), dir, timeout, retry);
  }

  /** A program named by a relative path is looked for beside the file, a bare name on PATH. */
  private List<String> exec(String name) {
    List<String> words =
        new ArrayList<>(values.find(named(Keys.COMMAND_EXEC, name)).orElse(List.of()));
    if (!words.isEmpty() && words.get(0).contains("/")) {
      words.set(0, values.resolve(Path.of(words.get(0))).toString());
    }
    for (String word : words) {
      if (word.matches("[|<>;&]+|\\d?>+.*")) {
        values.warning(
            "command.%s.exec has %s in it, which is passed on as it stands: no shell reads it"
                .formatted(name, word));
      }
    }
    return words;
  }

  private Map<String, String> environment(String name) {
    return environmentOf(named(Keys.COMMAND_ENV, name));
  }

  Map<String, String> common() {
    return environmentOf(Keys.COMMON_ENV);
  }

  private Map<String, String> environmentOf(Key<String> family) {
    Map<String, String> environment = new TreeMap<>();
    for (String line : values.given().namesOf(family)) {
      String variable = line.substring(line.lastIndexOf('.') + 1);
      if (variable.startsWith("SDE_SYNC_")) {
        values.error(
            line + ": variables that begin with SDE_SYNC_ are the worker's; take another name");
      }
      environment.put(variable, values.find(family.as(line)).orElse(""));
    }
    return environment;
  }

  private static <T> Key<T> named(Key<T> family, String name) {
    return family.as(family.name().replace("NAME", name));
  }
}
