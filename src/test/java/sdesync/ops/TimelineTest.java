package sdesync.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import sdesync.integration.Integration;
import sdesync.ops.Board.Condition;
import sdesync.ops.Board.Row;

class TimelineTest {
  private static final Instant NOW = Instant.parse("2026-11-23T12:37:12Z");

  private static Row row(long id, @Nullable Instant next) {
    var integration = new Integration(id, 1L, "Jira", "a", "hourly", "c", "alm", null);
    return new Row(integration, "scheduled", Condition.FINE, null, next, null, null);
  }

  @Test
  void every_slot_of_the_next_day_counts_in_its_quarter_of_an_hour() {
    var timeline =
        Timeline.of(
            List.of(
                row(1, Instant.parse("2026-11-23T12:45:00Z")),
                row(2, Instant.parse("2026-11-23T13:14:59Z")),
                row(3, null)),
            (integration, after) ->
                integration.id() == 1
                    ? Optional.of(after.plus(Duration.ofHours(1)))
                    : Optional.empty(),
            NOW);
    assertThat(timeline.from()).isEqualTo("2026-11-23T12:30:00Z");
    assertThat(timeline.counts()).hasSize(96);
    assertThat(timeline.total()).isEqualTo(25);
    assertThat(timeline.counts().get(1)).isEqualTo(1);
    assertThat(timeline.counts().get(2)).isEqualTo(1);
    assertThat(timeline.counts().get(5)).isEqualTo(1);
    assertThat(timeline.most()).isEqualTo(1);
  }
}
