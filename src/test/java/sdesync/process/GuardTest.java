package sdesync.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.process.Commands.HOUR;
import static sdesync.process.Commands.IGNORED;
import static sdesync.process.Commands.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sdesync.process.CommandExit.How;

@Timeout(120)
class GuardTest {
  private static final String STUBBORN =
      "trap '' TERM; (sleep 1000; sleep 1000) & sleep 1000; sleep 1000"; // four processes

  @RepeatedTest(5)
  @Tag("slow")
  void twenty_killed_workers_at_once_leave_nothing_five_seconds_later() throws Exception {
    try (Workers workers = Workers.start(20, STUBBORN)) {
      workers.awaitEach(4);
      workers.kill();
      workers.goneWithin(Duration.ofSeconds(5));
    }
  }

  @RepeatedTest(20)
  @Tag("slow")
  void a_command_that_is_just_being_started_does_not_survive_either(RepetitionInfo repetition)
      throws Exception {
    String id = Marked.newWorker();
    try (Worker worker = Worker.start(id, 4, true, "sleep 0.02; exec sleep 0.01")) {
      Marked.await(id, 1);
      Waiting.pause(new Random(repetition.getCurrentRepetition()).nextInt(300));
      worker.process.destroyForcibly();
      Waiting.pause(100);
      // Whatever started last would end by itself soon, so look that nothing begins any more.
      Marked.goneWithin(Duration.ofSeconds(5), id);
    }
  }

  @Test
  @Tag("slow")
  void a_daemon_of_its_own_session_is_ended_with_the_worker() throws Exception {
    String id = Marked.newWorker();
    String daemon = "setsid sh -c \"trap '' TERM; sleep 1000; sleep 1000\" & sleep 1000";
    try (Worker worker = Worker.start(id, 2, false, daemon)) {
      Marked.await(id, 8);
      worker.process.destroyForcibly();
      Marked.goneWithin(Duration.ofSeconds(5), id);
    }
  }

  @Test
  @Tag("slow")
  void a_stopped_workers_commands_end_after_the_lease_and_it_learns_so() {
    Lots.atOnce(
        16,
        () -> {
          String id = Marked.newWorker();
          try (Worker worker = Worker.start(id, 2, false, STUBBORN)) {
            Marked.await(id, 8);
            worker.signal("STOP");
            long begin = System.nanoTime();
            Marked.goneWithin(Duration.ofSeconds(2 + 1 + 5), id);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isGreaterThan(Duration.ofSeconds(1));
            worker.signal("CONT");
            assertThat(List.of(worker.line(), worker.line())).containsOnly("LEASE_LOST 137");
          }
        });
  }

  @Test
  @Tag("slow")
  void a_worker_that_beats_keeps_its_commands_beyond_the_lease() throws Exception {
    String id = Marked.newWorker();
    try (Worker worker = Worker.start(id, 1, false, "sleep 6; exit 3")) {
      assertThat(worker.line()).isEqualTo("EXITED 3");
    }
  }

  @Test
  @Tag("slow")
  void a_guard_that_was_killed_is_replaced() throws Exception {
    String id = Marked.newWorker();
    try (Worker worker = Worker.start(id, 1, false, STUBBORN)) {
      Marked.await(id, 4);
      long guard = guardOf(worker);
      assertThat(guard).isPositive();
      Signals.KILL.send(List.of(guard), List.of());
      long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
      while (guardOf(worker) == guard || guardOf(worker) < 0) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Waiting.pause(20);
      }
      assertThat(Marked.of(id)).hasSize(4);
      worker.process.destroyForcibly();
      Marked.goneWithin(Duration.ofSeconds(5), id);
    }
  }

  @Test
  @Tag("slow")
  void the_guard_goes_with_its_worker() throws Exception {
    String id = Marked.newWorker();
    try (Worker worker = Worker.start(id, 1, false, "sleep 1000")) {
      Marked.await(id, 1);
      long guard = guardOf(worker);
      assertThat(guard).isPositive();
      worker.process.destroyForcibly();
      long deadline = System.nanoTime() + Duration.ofSeconds(5).toNanos();
      while (ProcessTable.living().stream().anyMatch(entry -> entry.session() == guard)) {
        assertThat(System.nanoTime()).isLessThan(deadline);
        Waiting.pause(20);
      }
    }
  }

  @Test
  void a_command_has_no_child_it_does_not_know() {
    Captured output = new Captured();
    CommandProcess.start(
            shell("wait; cat /proc/$$/task/$$/children | wc -w; exit 0").line(), output)
        .await(HOUR);
    assertThat(output.out().strip()).isIn("1", "2"); // cat and wc themselves
  }

  @Test
  void a_normal_end_is_not_taken_for_a_lost_lease() {
    CommandExit exit = CommandProcess.start(shell("kill -9 $$").line(), IGNORED).await(HOUR);
    assertThat(exit.how()).isEqualTo(How.EXITED);
  }

  /** The session of the worker's guard, -1 while there is none. */
  private static long guardOf(Worker worker) {
    return worker
        .process
        .children()
        .filter(GuardTest::isGuard)
        .mapToLong(ProcessHandle::pid)
        .findFirst()
        .orElse(-1);
  }

  /** Java itself reads a page of a command line and no more; the guard's script is longer. */
  private static boolean isGuard(ProcessHandle process) {
    try {
      return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), ISO_8859_1)
          .contains("\0sde-sync-guard\0");
    } catch (IOException e) {
      return false;
    }
  }
}
