package sdesync.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The commands and routes that handle the sandbox's integrations: the program's {@code demo}
 * folder, copied for use. A copy, because a checkout may be writable for a group, which no command
 * may be.
 */
public final class DemoFiles {
  private DemoFiles() {}

  /**
   * Copies them to {@code commands} and {@code routes} below that folder.
   *
   * @param program the program's folder
   * @throws UncheckedIOException naming the file
   */
  public static void copy(Path program, Path folder) {
    copy(program.resolve("demo/commands"), folder.resolve("commands"), "rwx------");
    copy(program.resolve("demo/routes"), folder.resolve("routes"), "rw-------");
  }

  private static void copy(Path from, Path to, String mode) {
    try {
      Files.createDirectories(
          to, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      for (Path file : files(from)) {
        Path copy = Files.copy(file, to.resolve(file.getFileName()));
        Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString(mode));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the demonstration's files cannot be copied from " + from + " to " + to, e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
