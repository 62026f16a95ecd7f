package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachedTest {
  private final AtomicInteger made = new AtomicInteger();
  private final Queue<Runnable> background = new ArrayDeque<>();
  private long nanos;
  private final Cached<Integer> cached = cached();

  private Cached<Integer> cached() {
    return new Cached<>(this::make, Duration.ofSeconds(1), background::add, () -> nanos);
  }

  private int make() {
    if (made.incrementAndGet() < 0) {
      throw new IllegalStateException("away");
    }
    return made.get();
  }

  private void inBackground() {
    while (!background.isEmpty()) {
      background.remove().run();
    }
  }

  @Test
  void while_it_is_fresh_it_is_made_once() {
    assertThat(cached.get()).isEqualTo(1);
    nanos += 999_999_999;
    assertThat(cached.get()).isEqualTo(1);
    inBackground();
    assertThat(made).hasValue(1);
  }

  @Test
  void one_no_longer_fresh_is_still_given_while_another_is_made_once_in_the_background() {
    cached.get();
    nanos += 1_500_000_000;
    assertThat(cached.get()).isEqualTo(1);
    assertThat(cached.get()).isEqualTo(1);
    inBackground();
    assertThat(cached.get()).isEqualTo(2);
    assertThat(made).hasValue(2);
  }

  @Test
  void for_one_twice_as_old_who_asks_waits() {
    cached.get();
    nanos += 2_000_000_000;
    assertThat(cached.get()).isEqualTo(2);
  }

  @Test
  void what_is_forgotten_is_made_anew() {
    cached.get();
    cached.forget();
    assertThat(cached.get()).isEqualTo(2);
  }

  @Test
  void what_was_being_made_when_it_was_forgotten_is_not_given() {
    var changed = new AtomicInteger();
    var made = new ArrayDeque<Cached<Integer>>();
    made.add(
        new Cached<>(
            () -> {
              int seen = changed.get();
              if (seen == 1) {
                // Somebody changes it after it was read, and wants to see that.
                changed.set(2);
                made.element().forget();
              }
              return seen;
            },
            Duration.ofSeconds(1),
            background::add,
            () -> nanos));
    made.element().get();
    changed.set(1);
    nanos += 1_500_000_000;
    made.element().get();
    inBackground();
    assertThat(made.element().get()).isEqualTo(2);
  }

  @Test
  void one_that_could_not_be_made_is_tried_again_by_the_next() {
    made.set(-2);
    assertThatThrownBy(cached::get).hasMessage("away");
    assertThat(cached.get()).isZero();
  }
}
