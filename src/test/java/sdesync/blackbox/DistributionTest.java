package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** target/sde-sync-VERSION.tar.gz, unpacked as an administrator with a strict umask would. */
@Tag("slow")
class DistributionTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("PATH", System.getenv("PATH"), "JAVA_HOME", System.getProperty("java.home"));

  @TempDir Path folder;
  private Path home;
  private String version;

  @BeforeEach
  void unpacked() throws IOException {
    Path archive = archive();
    version = archive.getFileName().toString().replaceAll("^sde-sync-|\\.tar\\.gz$", "");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Shell tar =
        Shell.run(
            folder,
            ENVIRONMENT,
            List.of("/bin/sh", "-c", "umask 077; exec tar -xzpf \"$0\"", archive.toString()));
    assertThat(tar.err()).isEmpty();
    home = folder.resolve("sde-sync-" + version);
  }

  private static Path archive() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.toString().endsWith(".tar.gz"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no target/*.tar.gz; it is made by mvn package"))
          .toAbsolutePath();
    }
  }

  @Test
  void it_holds_the_program_its_routes_unit_and_sample_configuration() throws IOException {
    assertThat(names(home))
        .contains(
            "bin", "lib", "routes", "ops", "sde-sync.properties.sample", "README.md", "LICENSE")
        .doesNotContain("pom.xml", "src");
    assertThat(names(home.resolve("routes"))).isEqualTo(names(Path.of("routes")));
    assertThat(names(home.resolve("ops"))).contains("sde-sync.service");
    assertThat(names(home.resolve("lib")))
        .contains("sde-sync-" + version + ".jar")
        .noneMatch(name -> name.matches("(junit|assertj|archunit|camel-test).*"));
  }

  @Test
  void nobody_but_its_owner_can_write_it_and_everybody_can_read_it() throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.toList()) {
        assertThat(Files.getPosixFilePermissions(file))
            .as(file.toString())
            .contains(PosixFilePermission.OTHERS_READ, PosixFilePermission.GROUP_READ)
            .doesNotContain(PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);
      }
    }
  }

  @Test
  void it_runs_from_another_directory() {
    Shell said = Shell.run(Path.of("/"), ENVIRONMENT, line("--version"));
    assertThat(said.err()).isEmpty();
    assertThat(said.out()).isEqualTo("sde-sync " + version + "\n");
    assertThat(said.exitCode()).isZero();
    assertThat(Shell.run(Path.of("/"), ENVIRONMENT, line("--help")).out())
        .contains("daemon", "demo", "run");
  }

  @Test
  void it_runs_as_another_user() {
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "not tried: only root can become another user");
    Path setpriv = Path.of("/usr/bin/setpriv");
    assumeTrue(Files.isExecutable(setpriv), "not tried: this machine has no setpriv");
    List<String> line =
        new ArrayList<>(
            List.of(setpriv.toString(), "--reuid=65534", "--regid=65534", "--clear-groups"));
    line.addAll(line("--version"));
    Shell said = Shell.run(Path.of("/"), ENVIRONMENT, line);
    assertThat(said.err()).isEmpty();
    assertThat(said.out()).isEqualTo("sde-sync " + version + "\n");
  }

  @Test
  void it_runs_through_a_link_with_the_java_of_the_path() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("sde-sync"), home.resolve("bin/sde-sync"));
    String path = System.getProperty("java.home") + "/bin:/usr/bin:/bin";
    Shell said =
        Shell.run(Path.of("/"), Map.of("PATH", path), List.of(link.toString(), "--version"));
    assertThat(said.out()).isEqualTo("sde-sync " + version + "\n");
  }

  @Test
  void every_jar_the_program_names_lies_beside_it() throws IOException {
    try (var jar =
        new java.util.jar.JarFile(home.resolve("lib/sde-sync-" + version + ".jar").toFile())) {
      String classPath = jar.getManifest().getMainAttributes().getValue("Class-Path");
      assertThat(names(home.resolve("lib"))).contains(classPath.split(" ", -1));
    }
  }

  private List<String> line(String verb) {
    return List.of(home.resolve("bin/sde-sync").toString(), verb);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
