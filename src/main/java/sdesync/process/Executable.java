package sdesync.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Finds the program before anything is started: after the start, exit code 127 could as well be the
 * program's own.
 */
final class Executable {
  private static final String DEFAULT_PATH = "/usr/local/bin:/usr/bin:/bin";

  private Executable() {}

  /** The program of a command, as an absolute path. */
  static Path of(CommandLine line) {
    String name = line.argv().get(0);
    try {
      Path found =
          name.contains("/")
              ? line.directory().toAbsolutePath().resolve(name)
              : inPath(name, line.environment());
      checkInterpreter(requireExecutable(found));
      return found;
    } catch (InvalidPathException e) {
      throw new CannotStart("Cannot start a command: its name is not a file name", e);
    }
  }

  private static Path inPath(String name, Map<String, String> environment) {
    String path = environment.getOrDefault("PATH", DEFAULT_PATH);
    for (String folder : path.split(":", -1)) {
      Path candidate = Path.of(folder.isEmpty() ? "." : folder, name).toAbsolutePath();
      if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    throw new CannotStart(
        "Cannot start " + name + ": not found in PATH " + path + "; install it or give its path");
  }

  private static Path requireExecutable(Path program) {
    if (!Files.isRegularFile(program)) {
      throw new CannotStart("Cannot start " + program + ": there is no such file");
    }
    if (!Files.isExecutable(program)) {
      throw new CannotStart(
          "Cannot start " + program + ": it is not executable for this user; try chmod +x");
    }
    return program;
  }

  /** A script whose interpreter is missing fails with the same words as a missing script. */
  private static void checkInterpreter(Path program) {
    byte[] head = new byte[256];
    int length;
    try (InputStream in = Files.newInputStream(program)) {
      length = in.readNBytes(head, 0, head.length);
    } catch (IOException e) {
      return; // executable but not readable is fine for anything but a script
    }
    if (length < 3 || head[0] != '#' || head[1] != '!') {
      return;
    }
    String firstLine = new String(head, 2, length - 2, StandardCharsets.UTF_8);
    String interpreter = firstLine.lines().findFirst().orElse("").strip().split("[ \t]", 2)[0];
    if (interpreter.startsWith("/") && !Files.isExecutable(Path.of(interpreter))) {
      throw new CannotStart(
          "Cannot start " + program + ": its interpreter " + interpreter + " is not there");
    }
  }
}
