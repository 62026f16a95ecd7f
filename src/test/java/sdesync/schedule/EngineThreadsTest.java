package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.RunRequest;

/** The engine with its own threads, in real time. */
class EngineThreadsTest extends OnStore {
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<Run> finished = Collections.synchronizedList(new ArrayList<>());
  private @Nullable Engine begun;

  @AfterEach
  void endEngine() {
    end.countDown();
    engine().close();
  }

  @Test
  void a_request_starts_within_a_moment_without_waiting_for_the_next_look() throws Exception {
    begin(request -> Node.succeeded());
    long asked = System.nanoTime();
    engine().request(1, "ann", true);
    assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
    // Half the time between two looks would be 125 ms; a loaded machine takes longer.
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(5));
    engine().drain(Duration.ofSeconds(20));
    assertThat(finished).extracting(Run::state).containsExactly(RunState.SUCCEEDED);
  }

  @Test
  void a_drain_waits_for_what_runs_and_takes_nothing_new() throws Exception {
    begin(this::untilEnd);
    engine().request(1, "ann", true);
    assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
    var drained = new Thread(() -> engine().drain(Duration.ofSeconds(60)));
    drained.start();
    engine().request(2, "ann", true);
    end.countDown();
    drained.join(30_000);
    assertThat(drained.isAlive()).isFalse();
    assertThat(world.said(world.runs(1))).isEqualTo("manual succeeded");
  }

  @Test
  void a_drain_cuts_what_does_not_end_in_time() throws Exception {
    begin(EngineThreadsTest::untilCancelled);
    engine().request(1, "ann", true);
    assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
    engine().drain(Duration.ofMillis(50));
    assertThat(world.said(world.runs(1))).isEqualTo("manual cancelled, recovery queued");
    assertThat(world.runs(1).get(0).reason()).isEqualTo(Reason.SHUTDOWN);
    assertThat(world.runs(1, RunState.RUNNING)).isEmpty();
  }

  @Test
  void a_second_word_to_stop_ends_the_patience_of_the_first() throws Exception {
    begin(EngineThreadsTest::untilCancelled);
    engine().request(1, "ann", true);
    assertThat(started.await(20, TimeUnit.SECONDS)).isTrue();
    var drained = new Thread(() -> engine().drain(Duration.ofHours(1)));
    drained.start();
    engine().cancelNow();
    drained.join(30_000);
    assertThat(drained.isAlive()).isFalse();
    assertThat(world.runs(1, RunState.CANCELLED)).hasSize(1);
  }

  @Test
  void forty_for_a_hanging_host_hold_four_threads_and_delay_no_other_host() throws Exception {
    var hanging = new CountDownLatch(4);
    var other = new Semaphore(0);
    begin(
        request -> {
          if (request.integration().id() == 1) {
            other.release();
            return Node.succeeded();
          }
          hanging.countDown();
          return untilEnd(request);
        });
    for (int id = 101; id <= 140; id++) {
      world.add(world.node(), World.integration(id, "manually", "hanging"));
    }
    for (int id = 101; id <= 140; id++) {
      engine().request(id, "ann", true);
    }
    assertThat(hanging.await(20, TimeUnit.SECONDS)).isTrue();
    // The best of some: what a busy machine adds is not the engine's.
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long asked = System.nanoTime();
      engine().request(1, "ann", true);
      assertThat(other.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
      least = Math.min(least, System.nanoTime() - asked);
    }
    assertThat(Duration.ofNanos(least)).isLessThan(Duration.ofSeconds(1));
    assertThat(engine().running()).isLessThanOrEqualTo(5);
    assertThat(Thread.getAllStackTraces().values().stream().filter(EngineThreadsTest::waits))
        .hasSize(4);
    end.countDown();
  }

  /** A thread that a run of these tests holds. */
  private static boolean waits(StackTraceElement[] stack) {
    return Arrays.stream(stack).anyMatch(frame -> frame.getMethodName().equals("untilEnd"));
  }

  private Engine engine() {
    return Objects.requireNonNull(begun);
  }

  private Outcome untilEnd(RunRequest request) {
    await(end);
    return Node.succeeded();
  }

  private static Outcome untilCancelled(RunRequest request) {
    var cancelled = new CountDownLatch(1);
    request.cancellation().onCancel(cause -> cancelled.countDown());
    await(cancelled);
    return Outcome.of(RunState.CANCELLED, Reason.SHUTDOWN, "The worker stopped.");
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void begin(Function<RunRequest, Outcome> door) {
    InstantSource wall = Instant::now;
    var ledger =
        new Ledger(
            world.database,
            World::rule,
            new LedgerSettings(Node.SETTINGS, true),
            new Clocks(wall, new ElapsedTime()));
    var doors =
        new Doors(
            request -> {
              started.countDown();
              return door.apply(request);
            },
            finished::add,
            Optional::empty);
    begun = new Engine(EngineMode.EVERYTHING, ledger, doors);
    var manual = world.node();
    world.add(manual, 1, "manually");
    world.add(manual, 2, "manually");
    begun.start();
  }
}
