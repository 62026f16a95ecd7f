package sdesync.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static sdesync.process.Commands.HOUR;
import static sdesync.process.Commands.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import sdesync.process.CommandExit.How;

@Timeout(60)
class CommandProcessTest {
  @Test
  void exit_code_and_both_streams_are_told() {
    Captured output = new Captured();
    CommandExit exit =
        CommandProcess.start(shell("echo out; echo err >&2; exit 3").line(), output).await(HOUR);

    assertThat(exit).isEqualTo(new CommandExit(3, How.EXITED, false, null));
    assertThat(output.out()).isEqualTo("out\n");
    assertThat(output.err()).isEqualTo("err\n");
  }

  @Test
  void death_by_a_signal_is_128_and_the_signal() {
    assertThat(run(shell("kill -9 $$")).exitCode()).isEqualTo(137);
    assertThat(run(shell("kill -15 $$")).exitCode()).isEqualTo(143);
  }

  @Test
  void its_own_exit_codes_126_and_127_stay_exit_codes() {
    assertThat(run(shell("exit 127"))).isEqualTo(new CommandExit(127, How.EXITED, false, null));
    assertThat(run(shell("exit 126")).exitCode()).isEqualTo(126);
  }

  @Test
  void a_program_that_is_not_there_is_not_started() {
    assertThatThrownBy(() -> run(shell("").withArgv("no_such_program")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("no_such_program")
        .hasMessageContaining("PATH");
    assertThatThrownBy(() -> run(shell("").withArgv("/no/such")))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("no such file");
  }

  @Test
  void a_file_that_is_not_executable_or_lacks_its_interpreter_is_not_started(@TempDir Path folder)
      throws Exception {
    Path plain = Files.writeString(folder.resolve("plain"), "#!/bin/sh\n");
    assertThatThrownBy(() -> run(shell("").withArgv(plain.toString())))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("not executable");

    Path odd = Files.writeString(folder.resolve("odd"), "#!/no/such/python -u\n");
    assertThat(odd.toFile().setExecutable(true)).isTrue();
    assertThatThrownBy(() -> run(shell("").withArgv(odd.toString())))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("/no/such/python");
  }

  @Test
  void a_missing_folder_is_told(@TempDir Path folder) {
    assertThatThrownBy(() -> run(shell("true").in(folder.resolve("gone"))))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("gone");
  }

  @Test
  void the_environment_is_what_is_given_and_nothing_else() {
    Captured output = new Captured();
    var line =
        shell("").withArgv("env").with(Map.of("PATH", "/usr/bin:/bin", "A", "one two\nthree"));
    CommandProcess.start(line.line(), output).await(HOUR);
    assertThat(output.out().lines())
        .containsExactlyInAnyOrder("PATH=/usr/bin:/bin", "A=one two", "three");
  }

  @Test
  void it_works_in_the_folder_given(@TempDir Path folder) throws Exception {
    Captured output = new Captured();
    CommandProcess.start(shell("").withArgv("/bin/pwd").in(folder).line(), output).await(HOUR);
    assertThat(output.out()).isEqualTo(folder.toRealPath() + "\n");
  }

  @Test
  void stdin_comes_whole_and_ends() {
    byte[] input = new byte[3_000_000];
    Arrays.fill(input, (byte) 'x');
    Captured output = new Captured();
    CommandProcess.start(shell("wc -c").reading(input).line(), output).await(HOUR);
    assertThat(output.out().strip()).isEqualTo("3000000");

    Captured small = new Captured();
    CommandProcess.start(shell("cat").reading("hello".getBytes(UTF_8)).line(), small).await(HOUR);
    assertThat(small.out()).isEqualTo("hello");
  }

  @Test
  void stdin_that_is_not_read_blocks_nobody() {
    byte[] input = new byte[3_000_000];
    assertThat(run(shell("exit 0").reading(input)).exitCode()).isZero();
    assertThat(run(shell("exec <&-; echo closed").reading(input)).exitCode()).isZero();
    assertThat(run(shell("exit 0")).exitCode()).isZero();
  }

  @Test
  void what_is_handed_over_on_stdin_is_in_no_list_of_processes() throws Exception {
    String secret = "hunter2-is-no-secret";
    Captured output = new Captured();
    CommandProcess.start(
            shell("read -r s; cat /proc/$$/cmdline /proc/$$/environ; [ ${#s} -gt 6 ]")
                .reading((secret + "\n").getBytes(UTF_8))
                .line(),
            output)
        .await(HOUR);
    assertThat(output.out()).contains("cmdline").doesNotContain(secret);
  }

  @Test
  void a_command_has_three_open_files(@TempDir Path folder) {
    Captured output = new Captured();
    CommandProcess.start(shell("").withArgv("ls", "/proc/self/fd").line(), output).await(HOUR);
    // 3 is the folder ls itself reads.
    assertThat(output.out().lines()).containsExactly("0", "1", "2", "3");
  }

  @Test
  void a_sink_that_throws_does_not_block_the_command() {
    CommandProcess command =
        CommandProcess.start(
            shell("head -c 1000000 /dev/zero; exit 4").line(),
            (stream, buffer, length) -> {
              throw new IllegalStateException("disk full");
            });
    CommandExit exit = command.await(HOUR);
    assertThat(exit.exitCode()).isEqualTo(4);
    assertThat(exit.sinkFailure()).hasMessage("disk full");
  }

  @Test
  void a_time_out_ends_it() {
    CommandExit exit =
        CommandProcess.start(shell("sleep 1000").line(), Commands.IGNORED)
            .await(Duration.ofMillis(200));
    assertThat(exit.how()).isEqualTo(How.TIMED_OUT);
    assertThat(exit.exitCode()).isEqualTo(143);
  }

  @Test
  void stop_returns_at_once_and_may_come_twice() {
    CommandProcess command =
        CommandProcess.start(
            shell("trap '' TERM; echo ready; sleep 1000 & wait; sleep 1000")
                .grace(Duration.ofSeconds(2))
                .line(),
            Commands.IGNORED);
    long begin = System.nanoTime();
    command.stop();
    command.stop();
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
    assertThat(command.await(HOUR).how()).isEqualTo(How.STOPPED);
  }

  @Test
  void one_that_ended_by_itself_is_not_stopped_by_a_late_stop() {
    CommandProcess command = CommandProcess.start(shell("exit 5").line(), Commands.IGNORED);
    CommandExit exit = command.await(HOUR);
    command.stop();
    assertThat(exit.how()).isEqualTo(How.EXITED);
    assertThat(exit.exitCode()).isEqualTo(5);
  }

  @Test
  void its_text_shows_neither_arguments_nor_environment() {
    CommandLine line = shell("secret").with(Map.of("KEY", "secret")).line();
    assertThat(line.toString()).doesNotContain("secret").contains("sh");
  }

  private static CommandExit run(Commands line) {
    return CommandProcess.start(line.line(), Commands.IGNORED).await(HOUR);
  }
}
