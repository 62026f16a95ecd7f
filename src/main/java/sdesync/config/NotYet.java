package sdesync.config;

import java.util.List;
import java.util.Optional;

/**
 * The settings whose feature is not built yet: they are accepted and checked for their form, with a
 * warning. Whoever builds a feature takes its entry out here.
 */
final class NotYet {
  /** Names, or beginnings of names that end with a dot. */
  private static final List<String> KEYS = List.of("sync.");

  private NotYet() {}

  static Optional<String> warning(Key<?> key, String value) {
    boolean unbuilt =
        KEYS.stream()
            .anyMatch(k -> k.endsWith(".") ? key.name().startsWith(k) : key.name().equals(k));
    if (unbuilt) {
      return Optional.of(
          key.name()
              + "="
              + key.shown(value)
              + " has no effect yet: this version lacks the feature");
    }
    return Optional.empty();
  }
}
