package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.sandbox.Sandbox;
import sdesync.sandbox.SandboxApi;
import sdesync.sandbox.SandboxSettings;

/**
 * The example of docs/migrating-from-ria.md, with a stand-in that reads its INI as sdetools does.
 */
@Tag("slow")
class MigrationGuideTest {
  private static final String STAND_IN =
      """
      #!/usr/bin/env python3
      import configparser, sys
      if sys.argv[2:] != ['-I', '-c', '-']:
          sys.exit('usage: COMMAND -I -c -')
      settings = configparser.ConfigParser()
      settings.read_file(sys.stdin)
      for key, value in settings['global'].items():
          print(key, '=', value)
      """;

  @TempDir Path folder;

  @Test
  void its_configuration_works_and_the_command_reads_what_it_says() throws IOException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/python3"))
            || Files.isExecutable(Path.of("/usr/local/bin/python3")),
        "no python3 on this machine: the migration guide was not tested");
    Path sde = Files.writeString(folder.resolve("sde.py"), STAND_IN);
    Files.setPosixFilePermissions(sde, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(folder.resolve("token"), Sandbox.TOKEN);
    Files.writeString(folder.resolve("admin-token"), Sandbox.ADMIN_TOKEN);
    try (var sandbox = Sandbox.start(SandboxSettings.DEFAULTS.withApi(SandboxApi.CONNECTIONS_ALM));
        var program = new BuiltProgram(folder)) {
      String guide = Files.readString(Path.of("docs/migrating-from-ria.md"));
      configuration(guide, sde, sandbox)
          .forEach((key, value) -> program.with(key + "", value + ""));

      assertThat(program.run("check").out()).contains("connections-alm, as the server itself");
      assertThat(program.run("list").exits(0).out()).contains("sync_jira", "import_fortify");
      assertThat(program.run("run", "--all", "--dry-run").exits(0).out()).contains("sync_jira");
      var stories = sandbox.rally().stories();
      assertThat(program.run("plan", "1").exits(0).out())
          .contains("create", "Nothing was written.");
      assertThat(sandbox.rally().stories()).isEqualTo(stories);
      assertThat(sandbox.jobs().all()).as("so far nothing has run").isEmpty();

      program.run("run", "2").exits(0);
      String log = program.run("log", lastRun(program)).exits(0).out();
      for (String line : block(guide, "ini").lines().skip(1).toList()) {
        // The password and the token leave masked; the host is the sandbox's.
        String expected = line.replaceAll("(alm_pass) = .*", "$1 = ***");
        assertThat(log)
            .contains(line.startsWith("sde_api_token") ? "sde_api_token = ***@" : expected);
      }
      assertThat(sandbox.jobs().all()).hasSize(1);
    }
  }

  private static String lastRun(BuiltProgram program) {
    Matcher id =
        Pattern.compile("\"id\"\\s*:\\s*\"(r[^\"]+)\"")
            .matcher(program.run("runs", "--limit", "1", "--json").exits(0).out());
    assertThat(id.find()).isTrue();
    return id.group(1);
  }

  private static Properties configuration(String guide, Path sde, Sandbox sandbox)
      throws IOException {
    String block =
        block(guide, "properties")
            .replace("https://sde.example.com", sandbox.url().toString())
            .replace("/opt/sdetools/bin/sde.py", sde.toString());
    var properties = new Properties();
    properties.load(new StringReader(block));
    return properties;
  }

  private static String block(String guide, String language) {
    Matcher block = Pattern.compile("(?s)```" + language + "\n(.*?)```").matcher(guide);
    assertThat(block.find()).as("a block of " + language).isTrue();
    return block.group(1);
  }
}
