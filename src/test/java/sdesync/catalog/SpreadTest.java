package sdesync.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SpreadTest {
  private static final Duration EVERY = Duration.ofMinutes(5);
  private final Spread spread = new Spread(EVERY, "https://sde.example");

  @Test
  void the_next_time_is_one_interval_after_the_last_whenever_it_is_asked_for() {
    Instant first = spread.next(PollScope.ALL, Instant.EPOCH);
    Instant second = spread.next(PollScope.ALL, first);
    assertThat(second).isEqualTo(first.plus(EVERY));
    assertThat(spread.next(PollScope.ALL, first.plusSeconds(2))).isEqualTo(second);
  }

  @Test
  void a_time_that_is_almost_now_is_left_out() {
    Instant slot = spread.next(PollScope.ALL, Instant.EPOCH);
    assertThat(spread.next(PollScope.ALL, slot.minusSeconds(1))).isEqualTo(slot.plus(EVERY));
    assertThat(spread.next(PollScope.ALL, slot.minusSeconds(100))).isEqualTo(slot);
  }

  @Test
  void offsets_of_lists_and_of_installations_fill_the_interval() {
    var byProject = new Integer[] {0, 0, 0, 0, 0};
    var byUrl = new Integer[] {0, 0, 0, 0, 0};
    for (long i = 1; i <= 1_000; i++) {
      byProject[minute(spread.next(new PollScope(i), Instant.EPOCH))]++;
      byUrl[minute(new Spread(EVERY, "https://sde" + i).next(PollScope.ALL, Instant.EPOCH))]++;
    }
    assertThat(byProject).allSatisfy(count -> assertThat(count).isBetween(140, 260));
    assertThat(byUrl).allSatisfy(count -> assertThat(count).isBetween(140, 260));
  }

  private static int minute(Instant slot) {
    return (int) (slot.toEpochMilli() / 60_000 % 5);
  }
}
