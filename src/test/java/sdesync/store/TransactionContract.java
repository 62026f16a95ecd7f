package sdesync.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a transaction promises, on whatever database. */
abstract class TransactionContract extends StoreFixture {
  @Test
  void work_that_throws_leaves_nothing_behind_and_its_own_exception_passes() {
    assertThatThrownBy(
            () ->
                write(
                    tx -> {
                      integrations.add(tx, List.of(integration(1)), T0);
                      throw new IllegalStateException("mine");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("mine");
    assertThat(one(tx -> integrations.find(tx, 1L))).isEmpty();
  }

  @Test
  void a_second_row_of_one_key_is_told_apart() {
    add(integration(1));
    assertThatThrownBy(() -> add(integration(1)))
        .isInstanceOfSatisfying(
            StoreFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(StoreFailure.Kind.DUPLICATE));
  }

  @Test
  void two_that_lock_each_other_out_both_get_through() throws Exception {
    add(integration(1), integration(2));
    var bothHoldOne = new CountDownLatch(2);
    var tries = new AtomicInteger();
    var first = new Thread(() -> countBoth(1, 2, bothHoldOne, tries));
    var second = new Thread(() -> countBoth(2, 1, bothHoldOne, tries));
    first.start();
    second.start();
    first.join(Duration.ofSeconds(30).toMillis());
    second.join(Duration.ofSeconds(30).toMillis());
    assertThat(known(1).failures()).isEqualTo(2);
    assertThat(known(2).failures()).isEqualTo(2);
    assertThat(tries.get()).as("one of them was run again").isGreaterThan(2);
  }

  private void countBoth(long one, long other, CountDownLatch bothHoldOne, AtomicInteger tries) {
    write(
        tx -> {
          tries.incrementAndGet();
          integrations.countFailure(tx, one, T0);
          bothHoldOne.countDown();
          await(bothHoldOne);
          integrations.countFailure(tx, other, T0);
        });
  }

  static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void no_time_zone_bends_an_instant() {
    // As local times of Berlin the first does not exist and the second exists twice.
    Instant missing = Instant.parse("2026-03-29T02:30:00Z");
    Instant twice = Instant.parse("2026-10-25T00:30:00Z");
    TimeZone before = TimeZone.getDefault();
    try {
      for (String zone : List.of("Europe/Berlin", "America/New_York", "Asia/Kathmandu", "UTC")) {
        TimeZone.setDefault(TimeZone.getTimeZone(zone));
        for (Instant instant : List.of(missing, twice)) {
          write(
              tx -> {
                tx.handle().execute("delete from poll");
                polls.add(tx, "z", instant);
              });
          TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));
          assertThat(one(tx -> polls.find(tx, "z")).orElseThrow().nextAt()).isEqualTo(instant);
        }
      }
    } finally {
      TimeZone.setDefault(before);
    }
  }
}
