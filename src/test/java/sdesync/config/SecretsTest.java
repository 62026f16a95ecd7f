package sdesync.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import sdesync.redact.Secret;

class SecretsTest {
  private static final List<String> KEYS =
      List.of("sde.token", "sde.admin-token", "db.password", "ops.token", "http.proxy");

  private final Path folder;

  SecretsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void a_secret_in_a_file_is_read_again_when_it_changes() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "first\n");
    Secret token = token(file);
    assertThat(token.reveal()).isEqualTo("first");

    Files.writeString(file, "second");

    assertThat(token.reveal()).isEqualTo("second");
  }

  @Test
  void while_the_file_is_no_good_the_last_good_value_stays() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "first");
    Secret token = token(file);

    for (String bad : List.of("", "two\nlines", "has blanks", "x".repeat(20_000))) {
      Files.writeString(file, bad);
      assertThat(token.reveal()).isEqualTo("first");
    }
    Files.delete(file);
    assertThat(token.reveal()).isEqualTo("first");
    Files.writeString(file, "second");
    assertThat(token.reveal()).isEqualTo("second");
  }

  @Test
  void every_secret_may_come_from_a_file() throws IOException {
    Map<String, String> keys = new HashMap<>();
    for (String key : KEYS) {
      String text = key.equals("http.proxy") ? "http://u:p@proxy:3128" : "from-" + key;
      keys.put(key + "-file", Files.writeString(folder.resolve(key), text).toString());
    }
    Settings settings = load(keys);

    assertThat(settings.sde().token()).extracting(Secret::reveal).isEqualTo("from-sde.token");
    assertThat(settings.sde().adminToken())
        .extracting(Secret::reveal)
        .isEqualTo("from-sde.admin-token");
    assertThat(settings.store().password())
        .extracting(Secret::reveal)
        .isEqualTo("from-db.password");
    assertThat(settings.ops().client().token())
        .extracting(Secret::reveal)
        .isEqualTo("from-ops.token");
    assertThat(settings.http().proxy())
        .extracting(Secret::reveal)
        .isEqualTo("http://u:p@proxy:3128");
    assertThat(settings.effective())
        .contains("sde.token-file=" + folder.resolve("sde.token") + " (given)");
  }

  @Test
  void a_secret_and_its_file_are_one_too_many() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "first");
    for (String key : KEYS) {
      assertThatThrownBy(() -> load(Map.of(key, "x", key + "-file", file.toString())))
          .hasMessage(key + " and " + key + "-file are both given; keep one of the two");
    }
  }

  @Test
  void the_environments_secret_beats_the_files_secret_file() {
    Path here = folder.resolve("sde-sync.properties");
    assertThat(
            Settings.load(
                    write(here, "sde.url=https://a.example.com\nsde.token-file=/no/such/file"),
                    Map.of("SDE_TOKEN", "x"),
                    new Places(folder, folder, folder))
                .sde()
                .token())
        .extracting(Secret::reveal)
        .isEqualTo("x");
  }

  @Test
  void an_unreadable_secret_file_is_named_with_what_is_allowed() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), " \n");
    assertThatThrownBy(() -> load(Map.of("sde.token-file", "/no/such/file")))
        .hasMessage(
            "sde.token-file=/no/such/file given: file /no/such/file does not exist; allowed: a readable file with one line, the token alone: visible ASCII, no blanks, no quotes");
    assertThatThrownBy(() -> load(Map.of("db.password-file", empty.toString())))
        .hasMessageContaining("file " + empty + " is empty");
  }

  /** However a secret is mistaken for, or misspelt as, something else: it is nowhere to be read. */
  @Test
  void no_message_ever_holds_a_secret() {
    var random = new Random(20260101);
    for (int round = 0; round < 300; round++) {
      String secret = "Sec" + Long.toString(random.nextLong() & Long.MAX_VALUE, 36) + "ret";
      String key = KEYS.get(random.nextInt(KEYS.size()));
      String name = random.nextBoolean() ? key : misspelt(key, random);
      String value =
          switch (random.nextInt(6)) {
            case 0 -> secret;
            case 1 -> "\"" + secret + "\"";
            case 2 -> "has blanks " + secret;
            case 3 -> secret + "\u0007";
            case 4 -> "http://user:" + secret + "@proxy";
            default -> "https://user:" + secret + "@host/path?token=" + secret;
          };
      Map<String, String> keys = new HashMap<>(Map.of(name, value, "poll.every", "wrong"));
      keys.put("sde.url", "https://user:" + secret + "@sde.example.com/?token=" + secret);
      keys.put("db.url", "jdbc:postgresql://u:" + secret + "@h/d?password=" + secret);
      keys.put("notify.webhook", "hooks.example.com/" + secret);
      assertThatThrownBy(() -> Settings.of(keys, folder, folder))
          .isInstanceOf(ConfigurationException.class)
          .extracting(Throwable::toString)
          .asString()
          .contains("poll.every")
          .doesNotContain(secret);
    }
  }

  @Test
  void no_setting_prints_a_secret() {
    Map<String, String> keys = new HashMap<>();
    KEYS.forEach(key -> keys.put(key, "Very-secret-1"));
    keys.put("http.proxy", "http://u:Very-secret-1@proxy:3128");
    keys.put("notify.webhook", "https://hooks.example.com/Very-secret-1");
    keys.put("command.env.PIN", "Very-secret-1");
    keys.put("schedule.hourly", "0 0 * * * *"); // of which a warning is given
    Settings settings = load(keys);

    assertThat(settings.effective()).noneMatch(line -> line.contains("Very-secret-1"));
    assertThat(settings.warnings()).isNotEmpty().noneMatch(line -> line.contains("Very-secret-1"));
    assertThat(settings.sde() + "" + settings.store() + settings.http() + settings.ops())
        .contains("***")
        .doesNotContain("Very-secret-1");
  }

  private static String misspelt(String key, Random random) {
    int at = random.nextInt(key.length());
    return key.substring(0, at) + "q" + key.substring(at);
  }

  private Secret token(Path file) {
    return Objects.requireNonNull(load(Map.of("sde.token-file", file.toString())).sde().token());
  }

  private Settings load(Map<String, String> keys) {
    Map<String, String> all = new HashMap<>(keys);
    all.putIfAbsent("sde.url", "https://sde.example.com");
    if (!keys.containsKey("sde.token-file")) {
      all.putIfAbsent("sde.token", "abc");
    }
    return Settings.of(all, folder, folder);
  }

  private static Path write(Path file, String text) {
    try {
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
