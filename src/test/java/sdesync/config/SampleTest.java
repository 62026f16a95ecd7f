package sdesync.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SampleTest {
  private static final Path FILE = Path.of("conf/sde-sync.properties.sample");

  /** When this fails, the text to put into the file is in the message. */
  @Test
  void the_sample_file_is_the_table_of_settings() throws IOException {
    assertThat(Files.readString(FILE)).isEqualTo(Sample.text());
  }

  @Test
  void the_sample_file_is_a_good_configuration_once_it_has_a_url_and_a_token() throws IOException {
    Map<String, String> lines =
        Files.readAllLines(FILE).stream()
            .filter(line -> line.matches("#[a-z.-]+=.+"))
            .map(line -> line.substring(1).split("=", 2))
            .collect(Collectors.toMap(line -> line[0], line -> line[1]));
    lines.put("sde.url", "https://sde.example.com");
    lines.put("sde.token", "abc");

    Settings settings = Settings.of(lines, Path.of("/srv"), Path.of("/opt"));

    Settings defaults =
        Settings.of(
            Map.of("sde.url", "https://sde.example.com", "sde.token", "abc"),
            Path.of("/srv"),
            Path.of("/opt"));
    assertThat(lines).hasSizeGreaterThan(40);
    assertThat(settings.schedule()).isEqualTo(defaults.schedule());
    assertThat(settings.engine()).isEqualTo(defaults.engine());
    assertThat(settings.run()).isEqualTo(defaults.run());
    assertThat(settings.ops()).isEqualTo(defaults.ops());
  }

  @Test
  void keys_and_their_variables_are_unique() {
    List<String> names = new ArrayList<>();
    Keys.all().forEach(key -> names.add(key.name()));
    assertThat(names).doesNotHaveDuplicates();
    assertThat(Keys.all().stream().map(Key::variable)).doesNotHaveDuplicates();
  }

  @Test
  void every_default_is_of_the_form_its_key_asks_for() {
    for (Key<?> key : Keys.all()) {
      if (key.fallback() != null) {
        assertThat(key.form().read(key.fallback())).as(key.name()).isNotNull();
      }
    }
  }
}
