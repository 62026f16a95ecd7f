package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first command a newcomer types. */
@Tag("slow")
class DemoTest {
  @TempDir Path folder;

  @Test
  void once_runs_every_integration_and_says_which_were_meant_to_fail() {
    try (var program = new BuiltProgram(folder)) {
      var ended = program.runBare("demo", "--once").exits(0);

      assertThat(ended.out()).contains("sync_rally", "succeeded", "failed", "refused");
      assertThat(ended.out().strip().lines().reduce((a, b) -> b).orElse(""))
          .containsIgnoringCase("meant");
    }
  }

  @Test
  void once_with_json_prints_the_runs_alone_and_leaves_nothing_behind() throws IOException {
    try (var program = new BuiltProgram(folder)) {
      long before = leftInTemp();
      var ended = program.runBare("demo", "--once", "--json").exits(0);

      JsonNode answer = new ObjectMapper().readTree(ended.out());
      assertThat(answer.get("excluded")).isNotNull();
      assertThat(states(answer)).contains("succeeded", "failed", "refused");
      assertThat(ended.err()).containsIgnoringCase("meant");
      assertThat(leftInTemp()).isEqualTo(before);
    }
  }

  private static Stream<String> states(JsonNode answer) {
    return StreamSupport.stream(answer.get("results").spliterator(), false)
        .map(result -> result.get("run").get("state").asText());
  }

  private static long leftInTemp() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(file -> file.getFileName().toString().startsWith("sde-sync")).count();
    }
  }
}
