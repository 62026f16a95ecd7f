package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real bin/sde-sync, with a Java and a Maven that only say how they were called. */
class LauncherTest {
  private static final Path LAUNCHER = Path.of("bin/sde-sync").toAbsolutePath();
  private static final String BUILDING = "sde-sync: building sde-sync…\n";

  @TempDir Path folder;
  private Path home;
  private Path java;
  private final Map<String, String> environment = new TreeMap<>();

  @BeforeEach
  void a_distribution() throws IOException {
    home = Files.createDirectories(folder.resolve("a program"));
    Files.createDirectories(home.resolve("bin"));
    Files.copy(LAUNCHER, home.resolve("bin/sde-sync"));
    jar("lib/sde-sync-1.0.jar");
    java = folder.resolve("java home");
    script(java.resolve("bin/java"), "echo \"$$\"; for word; do echo \"<$word>\"; done");
    javaVersion("17.0.15");
    script(folder.resolve("tools/mvn"), "exit 1");
    environment.put("PATH", folder.resolve("tools") + ":/usr/bin:/bin");
    environment.put("JAVA_HOME", java.toString());
    environment.put("LANG", "C.UTF-8");
  }

  @Test
  void arguments_arrive_as_they_were_given() {
    Shell ended = launch("run", "--note", "two words", "*", "", "$HOME");
    assertThat(ended.out())
        .endsWith("<sdesync.Main>\n<run>\n<--note>\n<two words>\n<*>\n<>\n<$HOME>\n");
    assertThat(ended.out()).contains("<" + home.resolve("lib/sde-sync-1.0.jar") + ">");
    assertThat(ended.out()).contains("<-Dsdesync.home=" + home + ">");
    assertThat(ended.err()).isEmpty();
  }

  @Test
  void java_takes_the_place_of_the_launcher_so_signals_reach_it() {
    Shell ended = launch("daemon");
    assertThat(ended.out()).startsWith(ended.pid() + "\n");
  }

  @Test
  void it_is_found_through_links_from_any_directory() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("one"), home.resolve("bin/sde-sync"));
    Path other = Files.createSymbolicLink(folder.resolve("two"), link);
    Shell ended = Shell.run(Path.of("/"), environment, List.of(other.toString(), "list"));
    assertThat(ended.out()).contains("<-Dsdesync.home=" + home + ">");
  }

  @ParameterizedTest(name = "{0}: daemon {1}")
  @CsvSource({
    "daemon, true",
    "--config daemon.properties daemon, true",
    "--config=x daemon, true",
    "--config daemon list, false",
    "list daemon, false",
    "'', false",
    "--help, false"
  })
  void only_the_daemon_is_started_for_a_long_life(String line, boolean daemon) {
    Shell ended = launch(line.isEmpty() ? new String[0] : line.split(" ", -1));
    assertThat(ended.out().contains("<-XX:+ExitOnOutOfMemoryError>")).isEqualTo(daemon);
    assertThat(ended.out().contains("<-XX:TieredStopAtLevel=1>")).isEqualTo(!daemon);
  }

  @Test
  void options_of_ones_own_come_after_ours() {
    environment.put("SDE_SYNC_JAVA_OPTS", "-Xmx1g -Dpattern=*");
    assertThat(launch("list").out()).containsSubsequence("<-Xmx512m>", "<-Xmx1g>", "<-Dpattern=*>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"11.0.22", "1.8.0_392", "16"})
  void an_older_java_is_refused_naming_what_was_found_and_what_is_needed(String version)
      throws IOException {
    javaVersion(version);
    Shell ended = launch("list");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err())
        .isEqualTo(
            "sde-sync: %s is Java %s; needed is 17 or later (set JAVA_HOME)\n"
                .formatted(java.resolve("bin/java"), version));
    assertThat(ended.out()).isEmpty();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({"17, true", "25.0.1, true", "26-ea, true", "1.8.0_392, false"})
  void a_java_without_a_release_file_is_asked_itself(String version, boolean fits)
      throws IOException {
    Files.delete(java.resolve("release"));
    script(java.resolve("bin/java"), "echo 'openjdk version \"" + version + "\" 2026-01-01' >&2");
    assertThat(launch("list").exitCode()).isEqualTo(fits ? 0 : 2);
  }

  @Test
  void a_wrong_java_home_is_named() {
    environment.put("JAVA_HOME", "/no/such/java");
    Shell ended = launch("list");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("JAVA_HOME is /no/such/java", "17 or later");
  }

  @Test
  void a_distribution_without_its_jar_says_what_to_do() throws IOException {
    Files.delete(home.resolve("lib/sde-sync-1.0.jar"));
    Shell ended = launch("list");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains(home.resolve("lib") + " holds no", "unpack");
  }

  @Test
  void a_checkout_builds_itself_once_and_again_when_a_source_is_newer() throws IOException {
    checkout();
    script(folder.resolve("tools/mvn"), "echo noise; echo noise >&2; " + builds());
    Shell first = launch("list");
    assertThat(first.err()).isEqualTo(BUILDING);
    assertThat(first.out())
        .contains("target/lib/sde-sync-2.0.jar>", "<list>")
        .doesNotContain("noise");
    assertThat(launch("list").err()).isEmpty();

    Path source = Files.writeString(home.resolve("src/main/Main.java"), "changed");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
    assertThat(launch("list").err()).isEqualTo(BUILDING);
    assertThat(built()).isEqualTo(2);
  }

  @Test
  void a_source_saved_while_it_builds_counts_for_the_next_start() throws IOException {
    checkout();
    String saves = "sleep 0.05; touch '" + home.resolve("src/main/Main.java") + "'; sleep 0.05; ";
    script(folder.resolve("tools/mvn"), saves + builds());
    launch("list");
    assertThat(launch("list").err()).isEqualTo(BUILDING);
  }

  @Test
  void a_failed_build_shows_what_maven_said_and_runs_nothing() throws IOException {
    checkout();
    script(folder.resolve("tools/mvn"), "echo '[ERROR] Main.java:[3,1] no'; exit 1");
    Shell ended = launch("list");
    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err())
        .isEqualTo(
            BUILDING + "[ERROR] Main.java:[3,1] no\nsde-sync: the build failed, see above\n");
  }

  @Test
  void starts_at_the_same_time_build_once() throws IOException {
    checkout();
    script(folder.resolve("tools/mvn"), "sleep 0.5; " + builds());
    List<CompletableFuture<Shell>> starts = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      starts.add(
          CompletableFuture.supplyAsync(() -> launch("list"), task -> new Thread(task).start()));
    }
    assertThat(starts).allSatisfy(start -> assertThat(start.join().out()).contains("<list>"));
    assertThat(built()).isEqualTo(1);
  }

  private Shell launch(String... arguments) {
    List<String> line = new ArrayList<>(List.of(home.resolve("bin/sde-sync").toString()));
    line.addAll(List.of(arguments));
    return Shell.run(folder, environment, line);
  }

  private void checkout() throws IOException {
    Files.createDirectories(home.resolve("src/main"));
    Files.writeString(home.resolve("src/main/Main.java"), "source");
    Files.writeString(home.resolve("pom.xml"), "<project/>");
  }

  /** What the stand-in for Maven does: counts, and makes the jar. */
  private String builds() {
    return "echo x >>'%s'; mkdir -p target/lib; echo >target/lib/sde-sync-2.0.jar"
        .formatted(folder.resolve("builds"));
  }

  private long built() throws IOException {
    return Files.readAllLines(folder.resolve("builds")).size();
  }

  private void jar(String name) throws IOException {
    Files.createDirectories(home.resolve(name).getParent());
    Files.writeString(home.resolve(name), "");
  }

  private void javaVersion(String version) throws IOException {
    Files.writeString(
        java.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
  }

  private static void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
