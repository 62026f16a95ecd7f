package sdesync.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the configuration file (contract section 2). */
final class ConfigFile {
  private ConfigFile() {}

  /** Absolute; null when none is named and none is found. */
  static @Nullable Path find(
      @Nullable Path option, Map<String, String> environment, Places places) {
    if (option != null) {
      return places.current().resolve(option).normalize();
    }
    String variable = environment.getOrDefault("SDE_SYNC_CONFIG", "").strip();
    if (!variable.isEmpty()) {
      return places.current().resolve(variable).normalize();
    }
    Path here = places.current().resolve(Places.FILE);
    if (Files.exists(here) && FileOwner.of(here) == FileOwner.self()) {
      return here;
    }
    Path system = places.system().resolve(Places.FILE);
    return Files.exists(system) ? system : null;
  }
}
