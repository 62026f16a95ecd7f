package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxSettings;
import sdesync.sandbox.SandboxTable;

/** {@code check} finds what is wrong before it is, and says what to do. */
@Tag("slow")
class CheckTest {
  @TempDir Path folder;
  private Sandbox sandbox;
  private BuiltProgram program;

  @BeforeEach
  void a_sandbox() {
    sandbox = Sandbox.start(SandboxSettings.DEFAULTS);
    program =
        new BuiltProgram(folder)
            .with("sde.url", sandbox.url().toString())
            .with("sde.token", Sandbox.TOKEN)
            .with("sde.admin-token", Sandbox.ADMIN_TOKEN)
            .with("commands.dir", "commands")
            .with("routes.dir", "routes");
    SandboxTable.rows().stream()
        .map(row -> row.integration().command())
        .distinct()
        .forEach(command -> program.command(command, "cat > /dev/null"));
  }

  @AfterEach
  void stop() {
    program.close();
    sandbox.close();
  }

  @Test
  void all_is_well_is_0_and_nothing_is_changed() {
    var ended = program.run("check").exits(0);

    assertThat(ended.out()).contains("routes", "sde.admin-token", "sync_rally");
    assertThat(folder.resolve("data")).doesNotExist();
  }

  @Test
  void a_wrong_url_is_3() {
    String nowhere = "http://127.0.0.1:" + BuiltProgram.freePort();

    assertThat(program.with("sde.url", nowhere).run("check").exits(3).out())
        .contains("WRONG", nowhere, "do:");
  }

  @Test
  void a_refused_token_is_named() {
    assertThat(program.with("sde.token", "nonsense-token").run("check").exits(3).out())
        .contains("WRONG", "sde.token", "do:")
        .doesNotContain("nonsense-token");
  }

  @Test
  void an_ordinary_token_given_as_admin_token_is_told() {
    assertThat(program.with("sde.admin-token", Sandbox.TOKEN).run("check").exits(2).out())
        .contains("WRONG", "sde.admin-token", "no params", "do:");
  }

  @Test
  void a_command_nobody_handles_is_named() throws IOException {
    Files.delete(folder.resolve("commands/sync_jira"));

    assertThat(program.run("check").exits(2).out()).contains("WRONG", "sync_jira", "do:");
  }

  @Test
  void a_route_file_that_does_not_load_is_named() throws IOException {
    Path routes = Files.createDirectory(folder.resolve("routes"));
    Files.writeString(routes.resolve("sync_own.camel.yaml"), "- route:\n    nonsense: [");

    assertThat(program.run("check").exits(2).out()).contains("WRONG", "sync_own.camel.yaml", "do:");
  }
}
