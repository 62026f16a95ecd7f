package sdesync.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdesync.history.Outcome;
import sdesync.history.RunState;
import sdesync.run.RunSettings.CommandSpec;
import sdesync.run.RunSettings.ParamsForm;
import sdesync.run.RunSettings.TokenForm;

/** {@code command.NAME.*} and {@code redact.keys}: what is set for one command counts for it. */
@Timeout(60)
class CommandSettingsTest {
  @TempDir Path dir;
  private Workbench bench;

  @BeforeEach
  void setUp() {
    bench = new Workbench(dir);
  }

  @Test
  void its_own_time_out_ends_it_and_no_other() {
    bench.executable("sync_slow", "exec sleep 600");
    bench.executable("sync_other", "exit 0");
    spec("sync_slow", Duration.ofMillis(200), Set.of(75));
    Outcome outcome = bench.run("sync_slow");
    assertThat(outcome.state()).isEqualTo(RunState.TIMED_OUT);
    assertThat(outcome.message()).contains("within 0.2s");
    assertThat(bench.run("sync_other").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void its_own_time_out_may_be_longer_than_that_of_all() {
    bench.timeout = Duration.ofMillis(1);
    bench.executable("sync_slow", "sleep 0.3");
    spec("sync_slow", Duration.ofMinutes(5), Set.of(75));
    assertThat(bench.run("sync_slow").state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void its_own_exit_codes_to_retry_replace_the_usual_one() {
    bench.executable("sync_a", "exit 3");
    bench.executable("sync_b", "exit 75");
    spec("sync_a", null, Set.of(3, 4));
    spec("sync_b", null, Set.of(3, 4));
    assertThat(bench.run("sync_a").retryable()).isTrue();
    assertThat(bench.run("sync_b").retryable()).isFalse();
  }

  @Test
  void params_of_the_keys_named_are_secret_too_wherever_they_stand() {
    bench.secretKeys.add("Badge");
    bench.params(
        Map.of("badge", "blue-7731", "deep", Map.of("my_badge_no", List.of("red-1177")), "x", "y"));
    bench.executable("sync_jira", "echo blue-7731 and red-1177");
    bench.run("sync_jira");
    assertThat(bench.output()).isEqualTo("*** and ***\n");
  }

  private void spec(String name, @Nullable Duration timeout, Set<Integer> retry) {
    bench.specs.put(
        name,
        new CommandSpec(
            List.of(), ParamsForm.STDIN_JSON, TokenForm.ORDINARY, Map.of(), null, timeout, retry));
  }
}
