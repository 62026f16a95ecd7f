package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wrong configuration: exit code 2, the value named, and what is allowed. */
@Tag("slow")
class BadInputTest {
  @TempDir Path folder;
  private BuiltProgram program;

  @BeforeEach
  void a_good_configuration() {
    program =
        new BuiltProgram(folder)
            .with("sde.url", "http://127.0.0.1:" + BuiltProgram.freePort())
            .with("sde.token", "ordinary-token-1");
  }

  @AfterEach
  void stop() {
    program.close();
  }

  @ParameterizedTest(name = "{0} = {1} names {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "sde.url | ftp://sde.example.com | ftp://sde.example.com",
        "sde.url | http://sde.example.com | sde.allow-http",
        "poll.every | 5 minutes | 5 minutes",
        "sde.max-response | 10 buckets | 10 buckets",
        "schedule.time-zone | Mars/Olympus | Mars/Olympus",
        "schedule.daily | 61 * * * * | 61",
        "schedule.weekly | H H * * funday | funday",
        "run.concurrency | none | none",
        "ops.bind | nowhere:port | nowhere:port",
        "run.timeuot | 1h | run.timeout",
        "sde.admin-token-file | /no/such/file | /no/such/file",
      })
  void a_wrong_value_is_named_with_what_is_allowed(String key, String value, String named) {
    var ended = program.with(key, value).run("daemon").exits(2);

    assertThat(ended.err()).contains(key, named).doesNotContain("ordinary-token-1", "\tat ");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void all_errors_are_reported_at_once() {
    var ended =
        program
            .with("poll.every", "soon")
            .with("run.lease", "1s")
            .with("schedule.hourly", "nonsense")
            .with("no.such.key", "1")
            .run("daemon")
            .exits(2);

    assertThat(ended.err()).contains("poll.every", "run.lease", "schedule.hourly", "no.such.key");
  }

  @Test
  void a_configuration_that_others_can_write_is_refused_by_the_daemon() throws IOException {
    program.with("poll.every", "5m");
    program.run("list", "--help").exits(0);
    Path file = folder.resolve("sde-sync.properties");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));

    var ended = program.run("daemon").exits(2);

    assertThat(ended.err()).contains(file.toString(), "written");
  }

  @Test
  void a_data_directory_open_to_others_is_refused() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));

    var ended = program.run("daemon").exits(2);

    assertThat(ended.err()).contains(data.toString(), "chmod 700");
  }

  @Test
  void a_port_in_use_is_named() throws IOException {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var ended =
          program.with("ops.bind", "127.0.0.1:" + taken.getLocalPort()).run("daemon").exits(2);

      assertThat(ended.err()).contains("ops.bind", Integer.toString(taken.getLocalPort()));
    }
  }

  @Test
  void a_database_file_that_is_none_is_refused_and_kept() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    Path file = Files.writeString(data.resolve("sde-sync.mv.db"), "not a database");

    var ended = program.run("daemon").exits(2);

    assertThat(ended.err()).contains("sde-sync");
    assertThat(file).hasContent("not a database");
  }

  @Test
  void a_secret_on_the_command_line_is_refused() {
    var ended = program.run("--sde.token=very-secret-1", "list").exits(2);

    assertThat(ended.err()).doesNotContain("very-secret-1");
  }

  @Test
  void an_unknown_verb_names_the_nearest() {
    assertThat(program.run("lsit").exits(2).err()).contains("list");
  }
}
