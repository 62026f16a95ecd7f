package sdesync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PermissionsTest {
  private final Path folder;
  private final Path program;

  PermissionsTest(@TempDir Path folder) {
    this.folder = folder;
    this.program = folder.resolve("program");
  }

  @BeforeEach
  void a_safe_installation() throws IOException {
    mode(folder, "rwxr-xr-x");
    file("sde-sync.properties", "rw-r-----");
    for (String dir : new String[] {"program/routes", "routes", "commands", "elsewhere"}) {
      mode(Files.createDirectories(folder.resolve(dir)), "rwxr-xr-x");
    }
    mode(program, "rwxr-xr-x");
    file("program/routes/run.camel.yaml", "rw-r--r--");
    file("routes/own.camel.yaml", "rw-r--r--");
    file("commands/sync_jira", "rwxr-xr-x");
    file("elsewhere/tool", "rwxr-xr-x");
  }

  @Test
  void what_only_root_the_user_and_the_programs_owner_can_write_is_accepted() {
    Permissions.require(settings());
  }

  @Test
  void each_thing_others_can_write_is_named_with_what_to_do() throws IOException {
    for (String writable :
        new String[] {
          "sde-sync.properties",
          "program/routes",
          "program/routes/run.camel.yaml",
          "routes",
          "routes/own.camel.yaml",
          "commands",
          "commands/sync_jira"
        }) {
      Path file = folder.resolve(writable);
      String before = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
      for (String mode : new String[] {"rwxrwxr-x", "rwxr-xrwx"}) {
        mode(file, mode);
        assertThatThrownBy(() -> Permissions.require(settings()))
            .isInstanceOf(ConfigurationException.class)
            .hasMessage(
                "%s (mode %s) can be written by its group or by others; chmod go-w it", file, mode);
      }
      mode(file, before);
    }
  }

  @Test
  void files_of_a_strange_owner_are_refused_all_at_once() {
    assertThat(new Permissions(Set.of(987654)).errors(settings()))
        .hasSize(7)
        .contains(
            "%s belongs to user %d; allowed: root, the daemon's own user, the owner of the program's folder; chown it"
                .formatted(folder.resolve("commands/sync_jira"), FileOwner.self()));
  }

  @Test
  void a_link_that_leaves_its_folder_is_refused_and_one_that_stays_is_not() throws IOException {
    Files.createSymbolicLink(folder.resolve("commands/stays"), Path.of("sync_jira"));
    Path leaves = folder.resolve("commands/leaves");
    Files.createSymbolicLink(leaves, folder.resolve("elsewhere/tool"));
    Path route = folder.resolve("routes/leaves.camel.yaml");
    Files.createSymbolicLink(route, folder.resolve("program/routes/run.camel.yaml"));

    assertThatThrownBy(() -> Permissions.require(settings()))
        .hasMessage(
            "%s is a link that leaves its folder; put the file itself there\n%s is a link that leaves its folder; put the file itself there",
            route, leaves);
  }

  @Test
  void a_configuration_behind_a_link_is_judged_by_what_it_links_to() throws IOException {
    Path real = file("elsewhere/real.properties", "rw-rw-r--");
    Path file = folder.resolve("sde-sync.properties");
    Files.delete(file);
    Files.createSymbolicLink(file, real);

    assertThatThrownBy(() -> Permissions.require(settings()))
        .hasMessageStartingWith(file + " (mode rw-rw-r--)");
  }

  @Test
  void files_that_are_no_commands_and_folders_that_do_not_exist_do_not_matter() throws IOException {
    file("commands/README", "rw-rw-rw-");
    Files.delete(folder.resolve("routes/own.camel.yaml"));
    Files.delete(folder.resolve("routes"));

    Permissions.require(settings());
  }

  private Settings settings() {
    return Settings.load(
        folder.resolve("sde-sync.properties"),
        Map.of(),
        new Places(program, folder, folder.resolve("etc")));
  }

  private Path file(String name, String mode) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, "sde.url=https://sde.example.com\nsde.token=abc\n");
    return mode(file, mode);
  }

  private static Path mode(Path file, String mode) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }
}
