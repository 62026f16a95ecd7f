package sdesync.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static sdesync.sync.FakeSde.TODO;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What may have been applied though no answer came. */
class LostAnswersTest {
  private final World world = new World();

  @ParameterizedTest
  @CsvSource({"create T2: Hash passwords", "refer 1-T2", "note 1-T2"})
  void what_is_applied_only_after_its_answer_was_lost_is_not_sent_again(String write) {
    world.sde.add("T2", "Hash passwords", TODO);
    world.runWell();
    int at = world.wire.writes.indexOf(write);
    var late = new World();
    late.sde.add("T2", "Hash passwords", TODO);
    late.wire.loseAt = at;
    late.wire.loseLate = true;
    late.runWell();
    late.wire.catchUp();
    assertThat(late.tracker.items).hasSize(1);
    assertThat(late.sde.referencesOf("T2")).hasSize(1);
    assertThat(late.sde.notesOf("T2")).hasSize(1);
    assertThat(late.rests).containsExactly(Duration.ofSeconds(1));
  }
}
