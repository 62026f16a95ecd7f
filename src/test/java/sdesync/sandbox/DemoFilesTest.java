package sdesync.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration's commands as the worker would use them: copied, and fed with JSON. */
class DemoFilesTest {
  private static final Path PROGRAM = Path.of("").toAbsolutePath();

  private final Path folder;

  DemoFilesTest(@TempDir Path folder) {
    this.folder = folder;
    DemoFiles.copy(PROGRAM, folder);
  }

  @Test
  void copies_are_for_their_owner_alone() throws IOException {
    assertThat(mode("commands")).isEqualTo("rwx------");
    assertThat(mode("commands/sync_jira")).isEqualTo("rwx------");
    assertThat(mode("routes/sync_github.camel.yaml")).isEqualTo("rw-------");
  }

  @Test
  void each_command_of_the_table_but_the_unknown_one_is_there() throws IOException {
    for (SandboxTable.Row row : SandboxTable.rows()) {
      String command = row.integration().command();
      long handlers;
      try (Stream<Path> files = Files.walk(folder);
          Stream<Path> builtIn = Files.list(PROGRAM.resolve("routes"))) {
        handlers =
            Stream.concat(files, builtIn)
                .map(file -> file.getFileName().toString())
                .filter(name -> name.equals(command) || name.equals(command + ".camel.yaml"))
                .count();
      }
      assertThat(handlers)
          .as(command)
          .isEqualTo(row.meant().toString().equals("refused: unknown_command") ? 0 : 1);
    }
  }

  @Test
  void sync_jira_succeeds() throws Exception {
    Ended ended = run(2);

    assertThat(ended.exitCode()).isZero();
    assertThat(ended.out())
        .startsWith("jira.example.com: signing in as jira_user with jira_password\n")
        .endsWith("sde-sync: {\"tasks\": 8, \"created\": 0, \"changed\": 0}\n");
  }

  @Test
  void import_fortify_fails_with_a_clear_message() throws Exception {
    Ended ended = run(4);

    assertThat(ended.exitCode()).isEqualTo(3);
    assertThat(ended.err())
        .isEqualTo(
            "fortify.example.com has no project 'Payment 4.2': correct analysis_project in SD"
                + " Elements\n");
  }

  private record Ended(int exitCode, String out, String err) {}

  private Ended run(int id) throws IOException, InterruptedException {
    SandboxIntegration integration = SandboxTable.rows().get(id - 1).integration();
    Path err = folder.resolve("err");
    Process process =
        new ProcessBuilder(List.of(folder.resolve("commands/" + integration.command()).toString()))
            .redirectError(err.toFile())
            .start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(
          Asking.MAPPER.writeValueAsBytes(
              Map.of("integration", Map.of("id", id), "params", integration.params())));
    }
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ended(process.waitFor(), out, Files.readString(err));
  }

  private String mode(String file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(file)));
  }
}
