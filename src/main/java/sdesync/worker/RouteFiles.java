package sdesync.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The route files that are loaded: the program's own, each replaced by ops' file of its name. */
final class RouteFiles {
  private static final String SUFFIX = ".camel.yaml";

  private final Map<String, Path> byName = new TreeMap<>();

  RouteFiles(Path program, Path routesDir) {
    add(program.resolve("routes"));
    add(routesDir);
  }

  private void add(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(file -> file.getFileName().toString().endsWith(SUFFIX))
          .forEach(file -> byName.put(file.getFileName().toString(), file.toAbsolutePath()));
    } catch (NoSuchFileException | NotDirectoryException e) {
      // No routes of one's own is the common case.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<Path> all() {
    return List.copyOf(byName.values());
  }

  /** Whether a file that is no part of the worker's own plumbing has that name. */
  boolean isCommand(String name) {
    Path file = byName.get(name + SUFFIX);
    if (file == null) {
      return false;
    }
    try (Stream<String> lines = Files.lines(file)) {
      return lines.anyMatch(
          line ->
              line.strip().equals("name: " + name) || line.strip().equals("uri: direct:" + name));
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }
}
