package sdesync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.redact.Secret;

/** Where settings come from: which file, what the environment beats, how text is read. */
class SourcesTest {
  private static final String LEAST = "sde.url=https://sde.example.com\nsde.token=abc\n";

  private final Path folder;
  private final Places places;

  SourcesTest(@TempDir Path folder) {
    this.folder = folder;
    this.places =
        new Places(folder.resolve("program"), folder.resolve("here"), folder.resolve("etc"));
  }

  @Test
  void the_file_is_the_options_the_variables_the_current_folders_or_the_systems()
      throws IOException {
    Map<String, String> variable = Map.of("SDE_SYNC_CONFIG", "../named.properties");
    assertThat(load(null, needed(Map.of())).origin().file()).isNull();
    Path system = file("etc/sde-sync.properties", LEAST);
    assertThat(load(null, Map.of()).origin().file()).isEqualTo(system);
    Path here = file("here/sde-sync.properties", LEAST);
    assertThat(load(null, Map.of()).origin().file()).isEqualTo(here);
    Path named = file("named.properties", LEAST);
    assertThat(load(null, variable).origin().file()).isEqualTo(named);
    Path option = file("here/option.properties", LEAST);
    assertThat(load(Path.of("option.properties"), variable).origin().file()).isEqualTo(option);
  }

  @Test
  void a_named_file_that_does_not_exist_is_an_error_and_nothing_else_is_taken() throws IOException {
    file("here/sde-sync.properties", LEAST);
    Path missing = folder.resolve("missing.properties");

    assertThatThrownBy(() -> load(missing, Map.of()))
        .hasMessageContaining("configuration file " + missing + " does not exist");
    assertThatThrownBy(() -> load(null, Map.of("SDE_SYNC_CONFIG", missing.toString())))
        .hasMessageContaining("configuration file " + missing + " does not exist");
  }

  @Test
  void relative_paths_are_relative_to_the_file_or_without_one_to_the_program() throws IOException {
    Path file = file("etc/x.properties", LEAST + "commands.dir=a/../b\n");

    assertThat(load(file, Map.of()).run().commandsDir()).isEqualTo(folder.resolve("etc/b"));
    assertThat(load(file, Map.of()).run().dataDir()).isEqualTo(folder.resolve("etc/data"));
    assertThat(load(null, needed(Map.of())).run().dataDir())
        .isEqualTo(folder.resolve("program/data"));
  }

  @Test
  void the_environment_beats_the_file_and_an_empty_variable_is_none() throws IOException {
    Path file = file("x.properties", LEAST + "poll.every=1m\nrun.grace=2s\n");

    Settings settings =
        load(
            file,
            Map.of(
                "SDE_SYNC_POLL_EVERY", "9m",
                "SDE_SYNC_RUN_GRACE", "",
                "SDE_SYNC_SDE_FILTER_ALIAS", "x",
                "SDE_SYNC_SCHEDULE_TIME_ZONE", "Europe/Berlin",
                "SDE_TOKEN", "short",
                "SDE_ADMIN_TOKEN", "admin"));

    assertThat(settings.poll().every()).isEqualTo(Duration.ofMinutes(9));
    assertThat(settings.engine().grace()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.sde().filters()).isEqualTo(Map.of("alias", "x"));
    assertThat(settings.schedule().zone().getId()).isEqualTo("Europe/Berlin");
    assertThat(settings.sde().token()).extracting(Secret::reveal).isEqualTo("short");
    assertThat(settings.sde().adminToken()).extracting(Secret::reveal).isEqualTo("admin");
  }

  @Test
  void the_prefixed_variable_beats_the_short_one() {
    Settings settings = load(null, needed(Map.of("SDE_SYNC_SDE_URL", "https://other.example.com")));

    assertThat(settings.sde().url()).hasHost("other.example.com");
  }

  @Test
  void a_wrong_variable_is_named_as_such() {
    assertThatThrownBy(() -> load(null, needed(Map.of("SDE_SYNC_POLL_EVERY", "soon"))))
        .hasMessageStartingWith(
            "poll.every=soon in the environment variable SDE_SYNC_POLL_EVERY: not a duration; ");
  }

  @Test
  void an_unknown_variable_is_an_error_but_what_the_worker_or_kubernetes_sets_is_not() {
    assertThatThrownBy(() -> load(null, needed(Map.of("SDE_SYNC_POLL_EVRY", "secret-value"))))
        .hasMessage(
            "SDE_SYNC_POLL_EVRY in the environment: unknown variable; the nearest known one is SDE_SYNC_POLL_EVERY");
    for (String name :
        List.of(
            "SDE_SYNC_WORKER",
            "SDE_SYNC_RUN_ID",
            "SDE_SYNC_TRACE",
            "SDE_SYNC_SERVICE_HOST",
            "SDE_SYNC_SERVICE_PORT_HTTP",
            "SDE_SYNC_PORT",
            "SDE_SYNC_PORT_8787_TCP_ADDR",
            "SDE_SYNC_OPS_SERVICE_HOST",
            "SDE_SYNC_OPS_PORT_8787_TCP")) {
      load(null, needed(Map.of(name, "x")));
    }
  }

  @Test
  void keys_that_hold_a_name_or_id_have_no_variable() {
    assertThatThrownBy(() -> load(null, needed(Map.of("SDE_SYNC_COMMAND_X_EXEC", "x"))))
        .hasMessageStartingWith("SDE_SYNC_COMMAND_X_EXEC in the environment: unknown variable; ");
  }

  @Test
  void a_key_given_twice_is_an_error_without_its_values() throws IOException {
    Path file = file("x.properties", LEAST + "sde.token=second-token\n");

    assertThatThrownBy(() -> load(file, Map.of()))
        .hasMessage("sde.token is given twice in " + file + "; keep one of the two lines");
  }

  @Test
  void the_file_is_utf_8_with_or_without_a_mark() throws IOException {
    Path file = file("x.properties", "\uFEFF" + LEAST + "sde.filter.alias = Größe Ω \n");

    assertThat(load(file, Map.of()).sde().filters()).isEqualTo(Map.of("alias", "Größe Ω"));

    Files.write(file, (LEAST + "sde.filter.alias=Größe\n").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> load(file, Map.of())).hasMessageContaining("is not UTF-8 text");
    Files.writeString(file, LEAST + "sde.filter.alias=\\u12\n");
    assertThatThrownBy(() -> load(file, Map.of())).hasMessageContaining("hexadecimal");
    assertThatThrownBy(() -> load(folder, Map.of())).hasMessageContaining("cannot be read");
  }

  @Test
  void a_clients_configuration_needs_only_the_daemons_url() throws IOException {
    Path file =
        file("x.properties", "ops.url=https://sync.example.com\nsde.token-file=/no/such/file\n");

    Settings settings = load(file, Map.of());

    assertThat(settings.ops().client().url()).hasHost("sync.example.com");
    assertThatThrownBy(settings::sde)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll("sde.url is not given", "/no/such/file");
  }

  @Test
  void the_effective_settings_say_where_each_comes_from() throws IOException {
    Path file = file("x.properties", LEAST + "command.env.PIN=1234\ncommand.x.exec=a b\n");

    assertThat(load(file, Map.of("SDE_SYNC_POLL_EVERY", "9m")).effective())
        .contains(
            "sde.url=https://sde.example.com (in " + file + ")",
            "sde.token=*** (in " + file + ")",
            "poll.every=9m (in the environment variable SDE_SYNC_POLL_EVERY)",
            "run.concurrency=16 (default)",
            "command.env.PIN=*** (in " + file + ")",
            "command.x.exec=a b (in " + file + ")");
  }

  private static Map<String, String> needed(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(more);
    environment.put("SDE_URL", "https://sde.example.com");
    environment.put("SDE_TOKEN", "abc");
    return environment;
  }

  private Settings load(@Nullable Path option, Map<String, String> environment) {
    return Settings.load(option, environment, places);
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }
}
