package sdesync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sdesync.integration.Cancellation;
import sdesync.integration.StopCause;
import sdesync.sync.PeerFailure.Kind;

@Timeout(30)
class BoundedPatienceTest {
  private long nanos;
  private final Lane lane = new Lane(() -> nanos);
  private final Cancellation cancellation = new Cancellation();
  private final Halt halt = new Halt(cancellation);
  private final List<Duration> rests = new ArrayList<>();
  private final Patience patience = new BoundedPatience(lane, halt, this::rest);
  private final Deque<PeerFailure> failures = new ArrayDeque<>();
  private int sent;

  private void rest(Duration time) {
    rests.add(time);
    nanos += time.toNanos();
  }

  private String send() {
    sent++;
    PeerFailure failure = failures.poll();
    if (failure != null) {
      throw failure;
    }
    return "answer";
  }

  private void fail(Kind... kinds) {
    for (Kind kind : kinds) {
      failures.add(new PeerFailure(kind, "no"));
    }
  }

  @Test
  void what_may_be_repeated_is_with_waits_that_double() {
    fail(Kind.LOST, Kind.BUSY, Kind.LOST);
    assertThat(patience.repeatable(this::send)).isEqualTo("answer");
    assertThat(rests)
        .containsExactly(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1));
  }

  @Test
  void what_must_not_be_applied_twice_is_repeated_only_when_it_was_not_applied() {
    fail(Kind.BUSY, Kind.LOST);
    assertThatThrownBy(() -> patience.once(this::send))
        .isInstanceOfSatisfying(PeerFailure.class, e -> assertThat(e.kind()).isEqualTo(Kind.LOST));
    assertThat(sent).isEqualTo(2);
  }

  @Test
  void what_will_not_pass_is_not_tried_again() {
    fail(Kind.UNAUTHORIZED);
    assertThatThrownBy(() -> patience.repeatable(this::send)).isInstanceOf(PeerFailure.class);
    assertThat(sent).isEqualTo(1);
  }

  @Test
  void there_is_an_end_to_it() {
    fail(Kind.LOST, Kind.LOST, Kind.LOST, Kind.LOST, Kind.LOST, Kind.LOST, Kind.LOST);
    assertThatThrownBy(() -> patience.repeatable(this::send)).isInstanceOf(PeerFailure.class);
    assertThat(sent).isEqualTo(BoundedPatience.TRIES);
  }

  @Test
  void what_the_host_asks_for_is_waited_unless_it_is_too_long() {
    failures.add(new PeerFailure(Kind.BUSY, "slow down", Duration.ofSeconds(7)));
    patience.repeatable(this::send);
    assertThat(rests).containsExactly(Duration.ofSeconds(7));
    failures.add(new PeerFailure(Kind.BUSY, "slow down", Duration.ofHours(1)));
    assertThatThrownBy(() -> patience.repeatable(this::send)).isInstanceOf(PeerFailure.class);
  }

  @Test
  void a_host_that_says_it_has_too_much_gets_half_as_many_at_once_and_more_again_in_time() {
    assertThat(lane.places()).isEqualTo(Lane.MOST);
    fail(Kind.BUSY, Kind.BUSY);
    patience.repeatable(this::send);
    assertThat(lane.places()).isEqualTo(2);
    for (int i = 0; i < 1_000; i++) {
      patience.repeatable(this::send);
    }
    assertThat(lane.places()).isEqualTo(Lane.MOST);
  }

  @Test
  void eight_are_on_their_way_to_a_host_at_once_and_never_more() throws Exception {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var lanes = new Lanes(System::nanoTime);
    var eight = new CyclicBarrier(Lane.MOST);
    var threads = new ArrayList<Thread>();
    for (int i = 0; i < 2 * Lane.MOST; i++) {
      Patience one = new BoundedPatience(lanes.to(i % 2 == 0 ? "Rally" : "rally"), halt, t -> {});
      var thread =
          new Thread(
              () ->
                  one.repeatable(
                      () -> {
                        most.accumulateAndGet(now.incrementAndGet(), Math::max);
                        await(eight);
                        return now.decrementAndGet();
                      }));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(most.get()).isEqualTo(Lane.MOST);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void after_the_run_is_told_to_end_nothing_is_sent() {
    cancellation.cancel(StopCause.LEASE_LOST);
    assertThatThrownBy(() -> patience.once(this::send)).isInstanceOf(RunStopped.class);
    assertThatThrownBy(() -> halt.rest(Duration.ofHours(1))).isInstanceOf(RunStopped.class);
    assertThat(sent).isZero();
  }
}
