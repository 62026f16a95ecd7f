package sdesync.config;

import java.nio.file.Path;

/**
 * Where configuration is looked for when nobody names a file.
 *
 * @param program the folder of bin, lib and routes
 * @param current the caller's working directory
 * @param system {@code /etc/sde-sync}
 */
public record Places(Path program, Path current, Path system) {
  public static final String FILE = "sde-sync.properties";

  /** The places of a real start. */
  public static Places of(Path program) {
    return new Places(
        program.toAbsolutePath().normalize(),
        Path.of("").toAbsolutePath(),
        Path.of("/etc/sde-sync"));
  }
}
