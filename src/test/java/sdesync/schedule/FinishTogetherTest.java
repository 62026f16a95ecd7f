package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import sdesync.history.Outcome;
import sdesync.history.OutputFacts;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;

/** Many endings in one transaction: each stands for itself all the same. */
class FinishTogetherTest extends OnStore {
  private static final int PLACES = 16;

  @Test
  void what_ends_at_the_same_time_is_recorded_each_as_it_ended() throws Exception {
    Node node =
        begin().ending(r -> r.integration().id() % 2 == 0 ? Node.failed() : Node.succeeded());
    node.tick().finishTogether();
    for (int id = 1; id <= PLACES; id++) {
      RunState expected = id % 2 == 0 ? RunState.FAILED : RunState.SUCCEEDED;
      assertThat(world.runs(id)).singleElement().extracting(Run::state).isEqualTo(expected);
    }
    assertThat(node.finished).hasSize(PLACES);
  }

  @Test
  void one_that_cannot_be_recorded_keeps_no_other_from_it() throws Exception {
    var unwritable = Outcome.succeeded(Map.of("said", new Object()), OutputFacts.NONE);
    Node node = begin().ending(r -> r.integration().id() == 3 ? unwritable : Node.succeeded());
    node.tick().finishTogether();
    for (int id = 1; id <= PLACES; id++) {
      Run run = world.runs(id).get(0);
      assertThat(run.state()).isEqualTo(id == 3 ? RunState.FAILED : RunState.SUCCEEDED);
      assertThat(run.reason()).isEqualTo(id == 3 ? Reason.INTERNAL_ERROR : null);
    }
  }

  /** Cannot be written at all, and worse when it is tried alone. */
  static final class Worse {
    private final AtomicInteger tries = new AtomicInteger();

    public String getText() {
      if (tries.getAndIncrement() == 0) {
        throw new IllegalStateException("no");
      }
      throw new AssertionError("worse");
    }
  }

  @Test
  @Timeout(60)
  void an_error_keeps_no_other_from_it_either() throws Exception {
    var worse = Outcome.succeeded(Map.of("said", new Worse()), OutputFacts.NONE);
    Node node = begin().ending(r -> r.integration().id() == 3 ? worse : Node.succeeded());
    node.tick().finishTogether();
    for (int id = 1; id <= PLACES; id++) {
      Run run = world.runs(id).get(0);
      assertThat(run.state()).isEqualTo(id == 3 ? RunState.FAILED : RunState.SUCCEEDED);
      assertThat(run.reason()).isEqualTo(id == 3 ? Reason.INTERNAL_ERROR : null);
    }
  }

  @Test
  void the_end_of_one_taken_over_meanwhile_is_no_success() throws Exception {
    Node node = begin();
    node.tick();
    takeOver().ending(r -> Node.failed()).finishAll();
    node.finishTogether();
    for (int id = 1; id <= PLACES; id++) {
      assertThat(world.now(id).failures()).isEqualTo(1);
      assertThat(world.now(id).lastSuccess()).isNull();
    }
  }

  @Test
  void one_taken_over_meanwhile_is_left_out_and_the_others_are_written() throws Exception {
    Node node = begin();
    node.tick();
    takeOver().finishAll();
    int taken = node.finished.size();
    node.finishTogether();
    assertThat(node.finished).hasSize(taken);
    for (int id = 1; id <= PLACES; id++) {
      assertThat(world.slots(id)).containsValue("lost: node_lost, succeeded");
    }
  }

  private Node begin() {
    Node node = world.node(settings(PLACES, PLACES));
    for (int id = 1; id <= PLACES; id++) {
      world.add(node, id, "86400");
    }
    world.seconds(86_400);
    return node;
  }
}
