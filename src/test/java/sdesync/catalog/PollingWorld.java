package sdesync.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.catalog.World.ids;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import sdesync.sde.SdeFailure;
import sdesync.sde.SdeFailure.Kind;

/** A catalog whose polls are told by the test how they end. */
class PollingWorld {
  static final Duration EVERY = Duration.ofMinutes(5);

  @TempDir Path dir;
  World world;

  @BeforeEach
  void open() {
    world = new World(dir);
  }

  @AfterEach
  void close() {
    world.close();
  }

  static SdeFailure failure(Kind kind, @Nullable Duration retryAfter) {
    return new SdeFailure(kind, "said so", retryAfter, null);
  }

  PollReport fail(Kind kind) {
    return world.polls.failed(PollScope.ALL, failure(kind, null));
  }

  /** The time from now until the next poll, found by asking every second. */
  Duration untilDue() {
    Duration waited = Duration.ZERO;
    while (world.polls.due().isEmpty()) {
      world.pass(Duration.ofSeconds(1));
      waited = waited.plusSeconds(1);
      assertThat(waited).isLessThan(Duration.ofHours(3));
    }
    return waited;
  }

  void good() {
    world.polls.succeeded(world.catalog.accept(ids(1)));
  }
}
