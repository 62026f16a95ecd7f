package sdesync.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What verbs print is the same, to the last field, whether a daemon answers or their own process.
 */
@Tag("slow")
class SameAnswersTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<List<String>> VERBS =
      List.of(
          List.of("run", "3", "5", "--json"),
          List.of("run", "--all", "--dry-run", "--json"),
          List.of("poll", "--json"),
          List.of("list", "--json"),
          List.of("status", "--json"),
          List.of("runs", "--limit", "1", "--json"),
          List.of("why", "3", "--json"),
          List.of("plan", "1", "--json"),
          List.of("check", "--json"),
          List.of("pause", "3", "--note", "moving"),
          List.of("resume", "3"),
          List.of("log", "r0"));

  @TempDir Path folder;

  @Test
  void whole_answers_are_alike_with_and_without_a_daemon() {
    try (var program = new BuiltProgram(folder)) {
      program
          .with("sde.url", KillLane.sandbox(program))
          .with("sde.token", "sandbox-token")
          .with("sde.admin-token", "sandbox-admin-token")
          .with("node.name", "here")
          .with("poll.every", "1h")
          .with("commands.dir", "commands")
          .command("sync_github", "cat > /dev/null; echo hello; echo 'sde-sync: {\"n\": 1}'");
      for (String frequency : List.of("hourly", "daily", "weekly", "monthly")) {
        program.with("schedule." + frequency, "0 0 1 1 *");
      }
      Process daemon = program.daemon();
      Map<String, String> asked = answers(program);
      daemon.destroy();
      assertThat(daemon.onExit().join().exitValue()).isZero();
      Map<String, String> own = answers(program);
      var all = new SoftAssertions();
      asked.forEach(
          (verb, answer) ->
              all.assertThat(own.get(verb).lines()).as(verb).isEqualTo(answer.lines().toList()));
      all.assertAll();
    }
  }

  private static Map<String, String> answers(BuiltProgram program) {
    var answers = new LinkedHashMap<String, String>();
    for (List<String> verb : VERBS) {
      BuiltProgram.Finished said = program.run(verb.toArray(new String[0]));
      String out = verb.contains("--json") && !said.out().isBlank() ? json(said) : said.out();
      answers.put(String.join(" ", verb), said.exitCode() + "\n" + timeless(out + said.err()));
    }
    return answers;
  }

  /** One field a line, so that a difference is seen. */
  private static String json(BuiltProgram.Finished said) {
    try {
      return JSON.readTree(said.out()).toPrettyString();
    } catch (IOException e) {
      throw new UncheckedIOException(said.toString(), e);
    }
  }

  /**
   * Without what is another each time, and without the two known differences: a daemon's link is a
   * URL, and it knows who asked by the token, too.
   */
  private static String timeless(String text) {
    return text.replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
        .replaceAll("\\br01[0-9a-z]{20,}", "RUN")
        .replaceAll("\\d+(\\.\\d+)? (ms|s|min)\\b", "A WHILE")
        .replaceAll("\"next\" : \"(http://[^/]+)?/api/v1[^\"]*\"", "NEXT")
        .replaceAll("ops-token \\((\\w+)\\)", "$1");
  }
}
