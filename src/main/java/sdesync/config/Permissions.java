package sdesync.config;

import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Who else could tell the daemon what to run. Checked before it starts: whoever can write its
 * configuration, routes or commands acts with its rights (contract section 2).
 */
public final class Permissions {
  private static final int ROOT = 0;

  private final Set<Integer> trusted;
  private final Set<String> errors = new LinkedHashSet<>();

  /**
   * @param trusted the owners files may have
   */
  Permissions(Set<Integer> trusted) {
    this.trusted = trusted;
  }

  /**
   * @throws ConfigurationException naming every file that is not safe, and what to do
   */
  public static void require(Settings settings) {
    Path program = settings.origin().program();
    Set<Integer> trusted =
        new LinkedHashSet<>(List.of(ROOT, FileOwner.self(), FileOwner.of(program)));
    List<String> errors = new Permissions(trusted).errors(settings);
    if (!errors.isEmpty()) {
      throw new ConfigurationException(errors);
    }
  }

  List<String> errors(Settings settings) {
    Path file = settings.origin().file();
    if (file != null) {
      check(file);
    }
    Predicate<Path> route = path -> path.toString().endsWith(".yaml");
    checkFolder(settings.origin().program().resolve("routes"), route);
    checkFolder(settings.run().routesDir(), route);
    checkFolder(settings.run().commandsDir(), Files::isExecutable);
    return new ArrayList<>(errors);
  }

  private void checkFolder(Path folder, Predicate<Path> matters) {
    if (!Files.exists(folder)) {
      return;
    }
    check(folder);
    try (Stream<Path> files = Files.list(folder)) {
      Path real = folder.toRealPath();
      for (Path file : files.filter(Files::isRegularFile).filter(matters).sorted().toList()) {
        if (!file.toRealPath().startsWith(real)) {
          errors.add(file + " is a link that leaves its folder; put the file itself there");
        } else {
          check(file);
        }
      }
    } catch (IOException e) {
      errors.add(folder + " cannot be read by this user; see its mode");
    }
  }

  private void check(Path file) {
    try {
      Set<PosixFilePermission> mode = Files.getPosixFilePermissions(file);
      if (mode.contains(GROUP_WRITE) || mode.contains(OTHERS_WRITE)) {
        errors.add(
            "%s (mode %s) can be written by its group or by others; chmod go-w it"
                .formatted(file, PosixFilePermissions.toString(mode)));
      }
      int owner = FileOwner.of(file);
      if (!trusted.contains(owner)) {
        errors.add(
            "%s belongs to user %d; allowed: root, the daemon's own user, the owner of the program's folder; chown it"
                .formatted(file, owner));
      }
    } catch (IOException e) {
      errors.add(file + " cannot be looked at by this user; see its mode");
    }
  }
}
