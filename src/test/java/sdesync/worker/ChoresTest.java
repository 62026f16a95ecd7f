package sdesync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A chore that fails is done again. */
class ChoresTest {
  @Test
  void an_error_does_not_end_a_chore() throws Exception {
    var twice = new CountDownLatch(2);
    try (var chores = new Chores()) {
      chores.every(
          "test",
          Duration.ZERO,
          Duration.ofMillis(1),
          () -> {
            twice.countDown();
            throw new NoClassDefFoundError("a/Part");
          });
      assertThat(twice.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }
}
