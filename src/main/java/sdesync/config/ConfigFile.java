package sdesync.config;

import java.io.IOException;
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
    if (Files.exists(here) && Owner.of(here) == Owner.self()) {
      return here;
    }
    Path system = places.system().resolve(Places.FILE);
    return Files.exists(system) ? system : null;
  }

  /** Who owns a file, by number: Java gives names, and two numbers may share one. */
  static final class Owner {
    private Owner() {}

    /** Follows links. -1 when it cannot be told. */
    static int of(Path file) {
      try {
        return (Integer) Files.getAttribute(file, "unix:uid");
      } catch (IOException e) {
        return -1;
      }
    }

    /** The user this process acts as. */
    static int self() {
      return of(Path.of("/proc/self"));
    }
  }
}
