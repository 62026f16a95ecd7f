package sdesync.process;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.process.Commands.HOUR;
import static sdesync.process.Commands.IGNORED;
import static sdesync.process.Commands.shell;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sdesync.process.CommandExit.How;

@Timeout(180)
class GroupTest {
  private static final String STUBBORN_GRANDCHILD =
      "sh -c 'sh -c \"trap \\\"\\\" TERM; echo up; sleep 1000; sleep 1000\" & exit' ; sleep 1000";

  @Test
  void a_reparented_grandchild_that_ignores_term_is_gone_after_the_grace() throws Exception {
    stopStubbornGrandchild();
  }

  @Test
  @Tag("slow")
  void a_reparented_grandchild_is_gone_a_hundred_times_out_of_a_hundred() {
    IntStream.range(0, 100).parallel().forEach(i -> stopStubbornGrandchild());
  }

  private static void stopStubbornGrandchild() {
    String worker = Marked.newWorker();
    Captured output = new Captured();
    CommandProcess command =
        CommandProcess.start(
            shell(STUBBORN_GRANDCHILD)
                .marked(worker, "r" + worker)
                .grace(Duration.ofMillis(200))
                .line(),
            output);
    try {
      output.awaitLines(1);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    command.stop();
    assertThat(command.await(HOUR).how()).isEqualTo(How.STOPPED);
    assertThat(Marked.of(worker)).isEmpty();
  }

  @Test
  void a_daemon_in_a_session_of_its_own_is_found_by_its_mark() throws Exception {
    String worker = Marked.newWorker();
    Captured output = new Captured();
    CommandProcess command =
        CommandProcess.start(
            shell(
                    "setsid sh -c 'trap \"\" TERM; sleep 1000; sleep 1000' </dev/null >/dev/null"
                        + " 2>&1 & echo up; sleep 1000")
                .marked(worker, "r" + worker)
                .grace(Duration.ofMillis(200))
                .line(),
            output);
    output.awaitLines(1);
    Marked.await(worker, 3);
    command.stop();
    command.await(HOUR);
    assertThat(Marked.of(worker)).isEmpty();
  }

  @Test
  void another_run_of_the_same_worker_is_left_alone() throws Exception {
    String worker = Marked.newWorker();
    CommandProcess other =
        CommandProcess.start(shell("sleep 1000").marked(worker, "rother").line(), IGNORED);
    CommandProcess command =
        CommandProcess.start(shell("sleep 1000").marked(worker, "rone").line(), IGNORED);
    command.stop();
    command.await(HOUR);
    assertThat(Marked.of(worker)).isNotEmpty();
    other.stop();
    other.await(HOUR);
    assertThat(Marked.of(worker)).isEmpty();
  }

  @Test
  @Tag("slow")
  void a_child_that_holds_stdout_ends_with_the_run_six_seconds_after_it() {
    String worker = Marked.newWorker();
    CommandProcess command =
        CommandProcess.start(
            shell("(trap '' TERM; sleep 1000; sleep 1000) & exit 7")
                .marked(worker, "r" + worker)
                .grace(Duration.ofSeconds(30))
                .line(),
            IGNORED);
    long begin = System.nanoTime();
    CommandExit exit = command.await(HOUR);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
    assertThat(exit).isEqualTo(new CommandExit(7, How.EXITED, true, null));
    assertThat(Marked.of(worker)).isEmpty();
  }

  @Test
  void what_a_child_writes_soon_after_its_parents_exit_is_kept() {
    Captured output = new Captured();
    CommandExit exit =
        CommandProcess.start(shell("(sleep 1; echo late) & exit 0").line(), output).await(HOUR);
    assertThat(output.out()).isEqualTo("late\n");
    assertThat(exit.pipeHeldOpen()).isFalse();
  }

  @Test
  void what_is_left_in_the_group_without_the_pipe_is_ended_too() {
    String worker = Marked.newWorker();
    CommandExit exit =
        CommandProcess.start(
                shell("(trap '' TERM; sleep 1000; sleep 1000) >/dev/null 2>&1 & exit 0")
                    .marked(worker, "r" + worker)
                    .line(),
                IGNORED)
            .await(HOUR);
    assertThat(exit).isEqualTo(new CommandExit(0, How.EXITED, false, null));
    Marked.goneWithin(Duration.ofSeconds(5), worker);
  }

  @Test
  void a_stop_in_the_moment_of_the_start_ends_it() {
    String worker = Marked.newWorker();
    IntStream.range(0, 30)
        .forEach(
            i -> {
              CommandProcess command =
                  CommandProcess.start(
                      shell("sleep 1000").marked(worker, "r" + worker + i).line(), IGNORED);
              command.stop();
              assertThat(command.await(HOUR).how()).isEqualTo(How.STOPPED);
            });
    assertThat(Marked.of(worker)).isEmpty();
  }
}
