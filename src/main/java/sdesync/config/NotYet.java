package sdesync.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The settings whose feature is not built yet: they are accepted and checked for their form, with a
 * warning. Whoever builds a feature takes its entry out here.
 */
final class NotYet {
  /** Names, or beginnings of names that end with a dot. */
  private static final List<String> KEYS =
      List.of(
          "history.",
          "notify.",
          "ops.behind-proxy",
          "ops.public-metrics",
          "ops.public-url",
          "ops.tls-cert",
          "ops.tls-key",
          "ops.trusted-proxies",
          "run.allow-insecure-targets",
          "run.targets",
          "sync.");

  /** Keys of which only these values are built. */
  private static final Map<String, Set<String>> BUILT_VALUES =
      Map.of("sde.api", Set.of("integrations"));

  private NotYet() {}

  static Optional<String> warning(Key<?> key, String value) {
    boolean unbuilt =
        KEYS.stream()
            .anyMatch(k -> k.endsWith(".") ? key.name().startsWith(k) : key.name().equals(k));
    Set<String> built = BUILT_VALUES.get(key.name());
    if (unbuilt || (built != null && !built.contains(value))) {
      return Optional.of(
          key.name()
              + "="
              + key.shown(value)
              + " has no effect yet: this version lacks the feature");
    }
    return Optional.empty();
  }
}
