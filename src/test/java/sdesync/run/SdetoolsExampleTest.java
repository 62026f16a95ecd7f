package sdesync.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.RunState;
import sdesync.run.RunSettings.ParamsForm;
import sdesync.run.RunSettings.TokenForm;

/**
 * The worked example of sdetools as an external command, with a stand-in that reads its settings as
 * sdetools does: {@code -c -} means INI on stdin and needs {@code -I}.
 */
@Timeout(30)
class SdetoolsExampleTest {
  private static final String STAND_IN =
      """
      #!/usr/bin/env python3
      import configparser, sys
      if sys.argv[1:] != ['sync_jira', '-I', '-c', '-']:
          sys.exit('usage: sync_jira -I -c -')
      settings = configparser.ConfigParser()
      settings.read_file(sys.stdin)
      options = dict(settings['global'])
      token, at, host = options['sde_api_token'].partition('@')
      if not at or not token or not options.get('alm_pass'):
          sys.exit('Missing configuration')
      print('Connecting to', host, 'and', options['alm_server'], 'with', options['alm_pass'])
      print('sde-sync: {"options": %d}' % len(options))
      """;

  @TempDir Path dir;
  private Workbench bench;

  @BeforeEach
  void setUp() throws IOException {
    assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/python3"))
            || Files.isExecutable(Path.of("/usr/local/bin/python3")),
        "no python3 on this machine: the sdetools example was not tested");
    Path sde = Files.writeString(dir.resolve("sde.py"), STAND_IN);
    Files.setPosixFilePermissions(sde, PosixFilePermissions.fromString("rwxr-xr-x"));
    bench = new Workbench(dir);
    bench.spec(
        "sync_jira",
        ParamsForm.STDIN_INI,
        TokenForm.ORDINARY,
        sde.toString(),
        "sync_jira",
        "-I",
        "-c",
        "-");
  }

  @Test
  void its_params_arrive_as_ini_and_its_password_leaves_masked() {
    var params = new LinkedHashMap<String, Object>();
    params.put("alm_server", "jira.example.com");
    params.put("alm_pass", "hunter22");
    params.put("alm_title_format", "$task_id $title");
    params.put("sde_min_priority", 7);
    bench.params(params);
    Outcome outcome = bench.run("sync_jira");
    assertThat(outcome.state()).as(outcome.message()).isEqualTo(RunState.SUCCEEDED);
    assertThat(outcome.summary()).isEqualTo(Map.of("options", 5));
    assertThat(bench.output())
        .startsWith("Connecting to sde.example.com and jira.example.com with ***\n");
  }

  @Test
  void what_it_says_when_it_fails_is_the_runs_message() {
    bench.params(Map.of("alm_server", "jira.example.com"));
    Outcome outcome = bench.run("sync_jira");
    assertThat(outcome.reason()).isEqualTo(Reason.EXIT_CODE);
    assertThat(outcome.message())
        .isEqualTo("The command ended with exit code 1. Its last line: Missing configuration");
  }
}
