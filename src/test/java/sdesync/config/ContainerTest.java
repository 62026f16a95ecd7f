package sdesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ops/Containerfile and ops/compose.yaml, as far as they can be judged without a container. */
class ContainerTest {
  private static final Path IMAGE = Path.of("ops/Containerfile");
  private static final Path COMPOSE = Path.of("ops/compose.yaml");

  @TempDir Path folder;

  @Test
  void the_image_runs_the_launcher_as_somebody_without_rights() throws IOException {
    String image = Files.readString(IMAGE);
    String user = one(image, "(?m)^USER (\\d+):\\d+$");
    assertThat(user).isNotEqualTo("0");
    assertThat(image).contains("install -d -m 0700 -o " + user, "--uid " + user);
    assertThat(one(image, "(?m)^ENTRYPOINT \\[\"([^\"]+)\""))
        .isEqualTo("/opt/sde-sync/" + Path.of("bin/sde-sync"));
    // What the distribution holds, and nothing of it twice.
    assertThat(all(image, "(?m)^COPY (\\S+) /opt/sde-sync/\\1$"))
        .containsExactly("bin", "lib", "routes");
  }

  @Test
  void no_image_is_from_a_named_place() throws IOException {
    String both = Files.readString(IMAGE) + Files.readString(COMPOSE);
    assertThat(all(both, "(?m)^(?:FROM|\\s+image:) (\\S+)$"))
        .hasSize(3)
        .allSatisfy(image -> assertThat(image).matches("[a-z-]+(:[\\w.-]+)?"));
  }

  @Test
  void the_settings_of_a_node_are_a_good_configuration() throws IOException {
    Map<String, String> environment = new HashMap<>();
    for (MatchResult line :
        Pattern.compile("(?m)^    (SDE_SYNC_\\w+): \"?([^\"\\s]+)\"?")
            .matcher(Files.readString(COMPOSE))
            .results()
            .toList()) {
      environment.put(line.group(1), here(line.group(2)));
    }
    assertThat(environment).hasSize(10);
    Path secrets = Files.createDirectories(folder.resolve("run/secrets"));
    for (String secret : List.of("db-password", "sde-token", "sde-admin-token")) {
      Files.writeString(secrets.resolve(secret), "abc\n");
    }
    Files.writeString(secrets.resolve("ops-tokens"), "view " + "0".repeat(64) + " monitoring\n");
    Path file =
        Files.writeString(folder.resolve("x.properties"), "sde.url=https://sde.example.com\n");

    Settings settings = Settings.load(file, environment, new Places(folder, folder, folder));

    assertThat(settings.store().url()).startsWith("jdbc:postgresql://database/");
    assertThat(settings.store().dataDir()).isEqualTo(folder.resolve("var/lib/sde-sync/data"));
    assertThat(Files.readString(IMAGE)).contains("WORKDIR /var/lib/sde-sync\n");
  }

  private String here(String value) {
    return Stream.of("/run/", "/var/").anyMatch(value::startsWith) ? folder + value : value;
  }

  @Test
  void each_node_has_a_name_and_a_volume_of_its_own_and_nothing_it_does_not_need()
      throws IOException {
    String compose = Files.readString(COMPOSE);
    String node = compose.substring(compose.indexOf("x-node:"), compose.indexOf("services:"));
    assertThat(node)
        .contains(
            "read_only: true",
            "cap_drop: [ALL]",
            "no-new-privileges:true",
            "tmpfs: [\"/tmp",
            "init: true");
    List<String> names = all(compose, "(?m)^    hostname: (\\S+)$");
    assertThat(names).doesNotHaveDuplicates().hasSize(2);
    assertThat(all(compose, "(?m)^      - (\\S+):/var/lib/sde-sync$")).isEqualTo(names);
    assertThat(all(compose, "(?m)^    <<: (\\S+)$")).containsExactly("*node", "*node");
    assertThat(all(compose, "(?m)ports: \\[\"(127\\.0\\.0\\.1:\\d+):8787\"\\]"))
        .doesNotHaveDuplicates()
        .hasSize(2);
  }

  @Test
  void stopping_leaves_time_for_drain_and_grace() throws IOException {
    Settings defaults =
        Settings.of(
            Map.of("sde.url", "https://sde.example.com", "sde.token", "abc"), folder, folder);
    String minutes = one(Files.readString(COMPOSE), "stop_grace_period: (\\d+)m");
    assertThat(Duration.ofMinutes(Long.parseLong(minutes)))
        .isGreaterThanOrEqualTo(
            defaults.engine().drain().plus(defaults.engine().grace()).plusSeconds(10));
  }

  private static String one(String text, String pattern) {
    List<String> found = all(text, pattern);
    assertThat(found).as(pattern).hasSize(1);
    return found.get(0);
  }

  private static List<String> all(String text, String pattern) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }
}
