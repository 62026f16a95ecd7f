package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CachedTest {
  private final AtomicInteger made = new AtomicInteger();
  private long nanos;
  private final Cached<Integer> cached =
      new Cached<>(made::incrementAndGet, Duration.ofSeconds(1), () -> nanos);

  @Test
  void while_it_is_fresh_it_is_made_once() {
    assertThat(cached.get()).isEqualTo(1);
    nanos += 999_999_999;
    assertThat(cached.get()).isEqualTo(1);
    nanos += 1;
    assertThat(cached.get()).isEqualTo(2);
  }

  @Test
  void what_is_forgotten_is_made_anew() {
    cached.get();
    cached.forget();
    assertThat(cached.get()).isEqualTo(2);
  }

  @Test
  void who_asks_while_it_is_made_gets_the_one_before_unless_that_is_old() throws Exception {
    var asked = new AtomicInteger();
    var other = new Cached<?>[1];
    other[0] =
        new Cached<>(
            () -> {
              int nth = asked.incrementAndGet();
              if (nth == 2) {
                var meanwhile = new AtomicInteger();
                var thread = new Thread(() -> meanwhile.set((Integer) other[0].get()));
                thread.start();
                join(thread);
                assertThat(meanwhile.get()).isEqualTo(1);
              }
              return nth;
            },
            Duration.ofSeconds(1),
            () -> nanos);
    assertThat(other[0].get()).isEqualTo(1);
    nanos += 2_000_000_000;
    assertThat(other[0].get()).isEqualTo(2);
  }

  private static void join(Thread thread) {
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void one_that_could_not_be_made_is_tried_again_by_the_next() {
    var failing =
        new Cached<Integer>(
            () -> {
              if (made.incrementAndGet() == 1) {
                throw new IllegalStateException("away");
              }
              return made.get();
            },
            Duration.ofSeconds(1),
            () -> nanos);
    assertThatThrownBy(failing::get).hasMessage("away");
    assertThat(failing.get()).isEqualTo(2);
  }
}
