package sdesync.worker;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where this program lies: the folder of bin, lib and routes. */
final class ProgramFolder {
  /** Set by the launcher. */
  private static final String PROPERTY = "sdesync.home";

  private ProgramFolder() {}

  /** As the launcher says, else the nearest folder above our own classes that has routes. */
  static Path find() {
    String told = System.getProperty(PROPERTY);
    if (told != null) {
      return Path.of(told).toAbsolutePath().normalize();
    }
    try {
      Path folder =
          Path.of(ProgramFolder.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      while (folder != null && !Files.isDirectory(folder.resolve("routes"))) {
        folder = folder.getParent();
      }
      return folder == null ? Path.of("").toAbsolutePath() : folder;
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the program's own folder cannot be found", e);
    }
  }
}
