package sdesync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdesync.run.RunSettings.ParamsForm;
import sdesync.run.RunSettings.TokenForm;

class CommandsTest {
  @TempDir Path dir;
  private Workbench bench;

  @BeforeEach
  void setUp() {
    bench = new Workbench(dir);
  }

  @Test
  void configured_exec_comes_before_a_route_and_a_route_before_a_file() {
    Path file = bench.executable("sync_jira");
    assertThat(external("sync_jira").argv()).containsExactly(file.toString());

    bench.routes.put("sync_jira", input -> null);
    assertThat(bench.commands().handler("sync_jira")).isInstanceOf(Handler.Route.class);

    bench.spec("sync_jira", ParamsForm.NONE, TokenForm.NONE, "/opt/jira", "--once");
    assertThat(external("sync_jira").argv()).containsExactly("/opt/jira", "--once");
  }

  @Test
  void settings_of_a_name_count_for_its_file_too() {
    bench.executable("sync_jira");
    bench.spec("sync_jira", ParamsForm.FILE_INI, TokenForm.ADMIN);
    assertThat(external("sync_jira").spec().params()).isEqualTo(ParamsForm.FILE_INI);
  }

  @Test
  void kinds_are_the_words_of_the_contract() {
    bench.executable("sync_jira");
    bench.routes.put("sync_rally", input -> null);
    assertThat(List.of("sync_jira", "sync_rally", "sync_none"))
        .extracting(command -> bench.commands().handler(command).kind())
        .containsExactly("external", "native", "none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "sync jira",
        "sync_jira ",
        "../sync_jira",
        "sync_jira;id",
        "$(id)",
        "`id`",
        "sync_jira\n",
        "\nsync_jira",
        "/bin/sh",
        "sync-jira",
        "SYNC_JIRA",
        "sync_jira\u0000",
        "*",
        "run-integration",
        "run-finished",
        "poll-integrations",
        "on-error",
        "poll-now",
        "sync_jirа"
      })
  void a_name_outside_the_grammar_is_looked_up_nowhere(String hostile) {
    bench.executable("sync_jira");
    assertThat(bench.commands().handler(hostile))
        .isInstanceOfSatisfying(
            Handler.None.class, none -> assertThat(none.why()).contains("allowed are"));
  }

  @Test
  void a_name_may_have_64_characters_and_no_more() {
    bench.executable("a".repeat(64));
    bench.executable("a".repeat(65));
    assertThat(bench.commands().handler("a".repeat(64)).kind()).isEqualTo("external");
    assertThat(bench.commands().handler("a".repeat(65)).kind()).isEqualTo("none");
  }

  @Test
  void a_hostile_name_in_a_message_is_short_and_harmless() {
    assertThat(none("\u001b]0;title\u0007" + "x".repeat(500)))
        .contains("\\u001b")
        .hasSizeLessThan(300)
        .doesNotContain("\u001b");
  }

  @Test
  void the_message_for_an_unknown_command_names_all_three_places() {
    assertThat(none("sync_jira"))
        .contains("command.sync_jira.exec", "sync_jira.camel.yaml", "commands/sync_jira");
  }

  @Test
  void a_file_group_or_others_may_write_is_no_command() {
    Workbench.executable(dir.resolve("commands/sync_a"), "rwxrwxr-x");
    Workbench.executable(dir.resolve("commands/sync_b"), "rwxr-xrwx");
    assertThat(none("sync_a")).contains("can be written by group or others", "chmod go-w");
    assertThat(none("sync_b")).contains("can be written by group or others");
  }

  @Test
  void a_file_that_is_not_executable_or_no_file_is_no_command() throws IOException {
    Workbench.executable(dir.resolve("commands/sync_a"), "rw-r--r--");
    Files.createDirectory(dir.resolve("commands/sync_b"));
    assertThat(none("sync_a")).contains("is not executable");
    assertThat(none("sync_b")).contains("is not a regular file");
  }

  @Test
  void a_link_is_followed_within_the_folder_and_never_out_of_it() throws IOException {
    Path inside = bench.executable("sync_jira");
    Path outside = Workbench.executable(dir.resolve("elsewhere"), "rwxr-xr-x");
    Files.createSymbolicLink(dir.resolve("commands/sync_inside"), inside);
    Files.createSymbolicLink(dir.resolve("commands/sync_outside"), outside);
    Files.createSymbolicLink(dir.resolve("commands/sync_dangling"), dir.resolve("nowhere"));
    assertThat(external("sync_inside").argv()).containsExactly(inside.toString());
    assertThat(none("sync_outside")).contains("leaves the folder");
    assertThat(none("sync_dangling")).contains("cannot be read");
  }

  private Handler.External external(String command) {
    return (Handler.External) bench.commands().handler(command);
  }

  private String none(String command) {
    return ((Handler.None) bench.commands().handler(command)).why();
  }
}
