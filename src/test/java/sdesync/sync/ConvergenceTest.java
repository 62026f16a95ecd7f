package sdesync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import sdesync.history.RunState;

/**
 * Random projects, trackers, params and changes: a run that is cut anywhere, or loses an answer
 * anywhere, ends, run again, where one ends that is not cut; and then nothing is written any more.
 */
class ConvergenceTest {
  private static final int WORLDS = 60;
  private static final int CUTS = 8;

  static IntStream seeds() {
    return IntStream.range(0, WORLDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void cut_anywhere_and_run_again_it_ends_where_an_uncut_run_ends(int seed) {
    RandomWorld uncut = RandomWorld.of(seed);
    uncut.world.runWell();
    int writes = uncut.world.wire.writes.size();
    Map<String, String> end = state(uncut);
    nothingMore(uncut);
    uncut.untouched();

    var random = new Random(seed);
    for (int i = 0; i < Math.min(writes, CUTS); i++) {
      int at = writes <= CUTS ? i : random.nextInt(writes);
      for (boolean after : List.of(true, false)) {
        RandomWorld cut = RandomWorld.of(seed);
        cut.world.wire.dieAt = at;
        cut.world.wire.dieAfter = after;
        dies(cut.world);
        cut.world.wire.revive();
        cut.world.runWell();
        assertThat(state(cut)).as("cut at %d, after it: %s", at, after).isEqualTo(end);
        nothingMore(cut);
        cut.untouched();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void a_lost_answer_changes_nothing_about_the_end(int seed) {
    RandomWorld whole = RandomWorld.of(seed);
    whole.world.runWell();
    int writes = whole.world.written().size();
    Map<String, String> end = state(whole);
    var random = new Random(seed);
    for (int i = 0; i < Math.min(writes, CUTS); i++) {
      for (boolean applied : List.of(true, false)) {
        RandomWorld lossy = RandomWorld.of(seed);
        lossy.world.wire.loseAt = writes <= CUTS ? i : random.nextInt(writes);
        lossy.world.wire.loseAfter = applied;
        lossy.world.runWell();
        assertThat(state(lossy)).isEqualTo(end);
        nothingMore(lossy);
      }
    }
  }

  private static void dies(World world) {
    try {
      var outcome = world.run();
      assertThat(outcome.state()).isEqualTo(RunState.SUCCEEDED);
    } catch (Wire.Death e) {
      assertThat(world.wire.writes).isNotEmpty();
    }
  }

  private static void nothingMore(RandomWorld random) {
    random.world.runWell();
    assertThat(random.world.wire.writes).as("a second run writes nothing").isEmpty();
  }

  /** All that people see, whatever keys and runs it bears. */
  private static Map<String, String> state(RandomWorld random) {
    World world = random.world;
    var state = new TreeMap<String, String>();
    var byRef = new TreeMap<String, String>();
    world.tracker.items.values().stream()
        .sorted(Comparator.comparing(WorkItem::title).thenComparing(WorkItem::created))
        .forEach(
            item -> {
              byRef.put(item.ref(), item.title());
              state.merge(
                  "item " + item.title(),
                  item.standing() + " " + item.labels().stream().sorted().toList(),
                  (one, other) -> one + " | " + other);
            });
    for (Task task : world.sde.tasks.values()) {
      var references = new ArrayList<String>();
      world
          .sde
          .referencesOf(task.number())
          .forEach(r -> references.add(name(byRef, r.reference())));
      state.put(
          "task " + task.number(),
          task.status().name() + " " + references + " " + notes(world, task));
    }
    world
        .memory
        .links()
        .forEach(
            link ->
                state.put(
                    "link " + link.taskId(),
                    name(byRef, link.ref())
                        + (link.left() ? " left" : " " + link.referenced() + link.owed())));
    state.put(
        "comments",
        world.tracker.comments.stream().map(ConvergenceTest::plain).sorted().toList().toString());
    return state;
  }

  private static String name(Map<String, String> byRef, String ref) {
    return byRef.getOrDefault(ref, "gone");
  }

  private static List<String> notes(World world, Task task) {
    return world.sde.notesOf(task.number()).stream().map(ConvergenceTest::plain).sorted().toList();
  }

  private static String plain(String note) {
    return note.replaceAll("US\\d+|https\\S+|run r\\d+", "…");
  }
}
