package sdesync.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the user wrote, in the file and in the environment, by key. The environment beats the file.
 *
 * @param file null when there is none
 */
record Given(Map<String, String> lines, Map<String, String> environment, @Nullable Path file) {
  /** These three are also read without the prefix, as every SD Elements tool names them. */
  private static final Map<String, String> SHORT =
      Map.of("sde.url", "SDE_URL", "sde.token", "SDE_TOKEN", "sde.admin-token", "SDE_ADMIN_TOKEN");

  /** Variables of ours that are no settings. */
  private static final Set<String> OTHER =
      Set.of(
          "SDE_SYNC_CONFIG",
          "SDE_SYNC_HOME",
          "SDE_SYNC_JAVA_OPTS",
          "SDE_SYNC_TRACE",
          "SDE_SYNC_WORKER",
          "SDE_SYNC_RUN_ID",
          "SDE_SYNC_INTEGRATION_ID",
          "SDE_SYNC_ATTEMPT");

  /** Kubernetes adds such variables to every pod beside a Service named sde-sync or sde-sync-…. */
  private static final Pattern KUBERNETES =
      Pattern.compile("SDE_SYNC_(\\w+_)?(SERVICE_(HOST|PORT)|PORT)(_\\w+)?");

  /** A text and where it stands, for messages. */
  record Entry(String text, String origin) {}

  /** The value of a key that is given; an empty text counts as given in the file only. */
  Optional<Entry> entry(String name, String variable) {
    return variable(name, variable).or(() -> line(name));
  }

  Optional<Entry> line(String name) {
    return Optional.ofNullable(lines.get(name))
        .map(text -> new Entry(text, file == null ? "given" : "in " + file));
  }

  Optional<Entry> variable(String name, String variable) {
    return read(variable).or(() -> Optional.ofNullable(SHORT.get(name)).flatMap(this::read));
  }

  /** An empty variable counts as none: that is how containers unset one. */
  private Optional<Entry> read(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(text -> new Entry(text, "in the environment variable " + variable));
  }

  /** Names in the file that belong to that family of keys, sorted. */
  NavigableSet<String> namesOf(Key<?> family) {
    Pattern pattern = pattern(family);
    NavigableSet<String> names = new TreeSet<>();
    lines.keySet().stream().filter(name -> pattern.matcher(name).matches()).forEach(names::add);
    return names;
  }

  static Pattern pattern(Key<?> family) {
    return Pattern.compile(
        family
            .name()
            .replace(".", "\\.")
            .replace("NAME", "(?!env\\.)([a-z0-9_]{1,64})")
            .replace("VAR", "([A-Za-z_][A-Za-z0-9_]*)")
            .replace("ID", "([1-9][0-9]{0,17})"));
  }

  /** One line for each name, in file or environment, that is no key; never a value. */
  List<String> unknown() {
    return java.util.stream.Stream.concat(unknownLines(), unknownVariables()).toList();
  }

  private java.util.stream.Stream<String> unknownLines() {
    return lines.keySet().stream()
        .filter(name -> Keys.all().stream().noneMatch(key -> isNamed(key, name)))
        .map(
            name ->
                name
                    + " "
                    + line(name).orElseThrow().origin()
                    + ": unknown key; the nearest known one is "
                    + Nearest.to(name));
  }

  private static boolean isNamed(Key<?> key, String name) {
    return key.isFamily()
        ? pattern(key).matcher(name).matches()
        : key.name().equals(name) || (key.isSecret() && key.fileKey().equals(name));
  }

  private java.util.stream.Stream<String> unknownVariables() {
    return environment.keySet().stream()
        .filter(name -> name.startsWith("SDE_SYNC_"))
        .filter(name -> !OTHER.contains(name) && !KUBERNETES.matcher(name).matches())
        .filter(name -> Keys.all().stream().noneMatch(key -> isVariable(key, name)))
        .sorted()
        .map(
            name ->
                name
                    + " in the environment: unknown variable; the nearest known one is "
                    + nearestVariable(name));
  }

  private static boolean isVariable(Key<?> key, String name) {
    return !key.isFamily()
        && (key.variable().equals(name)
            || (key.isSecret() && (key.variable() + "_FILE").equals(name)));
  }

  private static String nearestVariable(String name) {
    return Keys.all().stream()
        .filter(key -> !key.isFamily())
        .map(Key::variable)
        .min(java.util.Comparator.comparingInt(known -> Nearest.distance(name, known)))
        .orElseThrow();
  }
}
