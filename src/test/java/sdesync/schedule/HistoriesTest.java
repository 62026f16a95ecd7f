package sdesync.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import sdesync.history.Outcome;
import sdesync.history.Reason;
import sdesync.history.Run;
import sdesync.history.RunState;
import sdesync.integration.Frequency;
import sdesync.integration.RunRequest;
import sdesync.store.RunFilter;
import sdesync.store.RunHistory;

/**
 * Random histories: slots, deaths, pauses, changed frequencies, requests, cancels, outages and
 * clocks that jump. Whatever happens, the ledger is right at the end.
 */
@Tag("slow")
class HistoriesTest extends OnStore {
  private static final int INTEGRATIONS = 5;
  private static final int STEPS = 300;
  private static final List<String> FREQUENCIES = List.of("60", "300", "3600", "manually");

  /** When which integration had which frequency; a change of clock ends the bookkeeping. */
  private final Map<Long, TreeSet<Instant>> owed = new HashMap<>();

  private final Map<Long, String> frequency = new HashMap<>();
  private final Set<Long> gone = new HashSet<>();
  private final Set<String> ran = new HashSet<>();
  private Instant lookedAt = World.START;
  private Random random = new Random(0);
  private boolean wentBack;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void the_ledger_is_right_after_any_history(long seed) {
    random = new Random(seed);
    Node node = begin();
    for (long id = 1; id <= INTEGRATIONS; id++) {
      world.add(node, World.integration(id, "60", id < 3 ? "shared" : "own" + id));
      frequency.put(id, "60");
    }
    for (int step = 0; step < STEPS; step++) {
      node = step(node);
      oneRunsAtMost();
    }
    node.openGate();
    for (int i = 0; i < 10; i++) {
      pass(Duration.ofMinutes(2));
      node.settle();
    }
    for (long id = 1; id <= INTEGRATIONS; id++) {
      check(id);
    }
  }

  private Node begin() {
    return world.node(settings(2, 1)).ending(this::end);
  }

  private Outcome end(RunRequest request) {
    assertThat(ran.add(request.runId() + "/" + request.attempt()))
        .as("an attempt ran twice")
        .isTrue();
    return switch (random.nextInt(4)) {
      case 0 -> Node.failed();
      case 1 -> Node.unreachable();
      default -> Node.succeeded();
    };
  }

  private Node step(Node node) {
    long id = 1L + random.nextInt(INTEGRATIONS);
    switch (random.nextInt(16)) {
      case 0 -> {
        return begin(); // the one before died without a word
      }
      case 1 -> node.engine.pause(id, null, "test", "ann");
      case 2 -> node.engine.resume(id, "ann");
      case 3 -> change(node, id);
      case 4 -> node.engine.request(id, "bob", random.nextBoolean());
      case 5 -> cancelSome(node, id);
      case 6 -> node.gate(Reason.SDE_UNREACHABLE);
      case 7 -> node.openGate();
      case 8 -> goOrReturn(node, id);
      case 9 -> pass(Duration.ofMinutes(5 + random.nextInt(30)));
      case 10 -> setTheClock();
      case 11, 12 -> {
        node.tick();
        if (node.claimed() > 0) {
          node.finishOne();
        }
      }
      case 13 -> node.finishAll();
      default -> {
        pass(Duration.ofSeconds(random.nextInt(90)));
        node.tick();
      }
    }
    return node;
  }

  private void setTheClock() {
    int seconds = random.nextInt(600);
    switch (random.nextInt(16)) {
      case 0 -> {
        world.time.set(world.time.now().minusSeconds(seconds));
        wentBack = true;
      }
      case 1, 2, 3, 4 -> {
        world.time.set(world.time.now().plusSeconds(seconds));
        oweUntilNow();
      }
      default -> {}
    }
  }

  /** Whatever the clocks say: of no integration do two run. */
  private void oneRunsAtMost() {
    var running = new RunFilter(List.of(), List.of(), RunState.RUNNING, null, null);
    List<Run> now = world.database.inTransaction(tx -> new RunHistory().list(tx, running, 100));
    assertThat(now).extracting(Run::integrationId).doesNotHaveDuplicates();
    assertThat(now).hasSizeLessThanOrEqualTo(2);
  }

  private void cancelSome(Node node, long id) {
    world.runs(id).stream()
        .filter(run -> !run.state().isFinal())
        .findFirst()
        .ifPresent(run -> node.engine.cancel(run.id(), "cid"));
  }

  private void change(Node node, long id) {
    if (!gone.contains(id)) {
      String next = FREQUENCIES.get(random.nextInt(FREQUENCIES.size()));
      world.change(node, id, next);
      frequency.put(id, next);
    }
  }

  private void goOrReturn(Node node, long id) {
    if (gone.remove(id)) {
      world.bringBack(node, id);
    } else {
      world.remove(node, id);
      gone.add(id);
    }
  }

  /** Time passes, and with it the slots everybody is owed. */
  private void pass(Duration time) {
    world.pass(time);
    oweUntilNow();
  }

  private void oweUntilNow() {
    Instant now = world.time.now();
    if (now.isAfter(lookedAt)) {
      for (long id = 1; id <= INTEGRATIONS; id++) {
        if (!gone.contains(id)) {
          owe(id, now);
        }
      }
      lookedAt = now;
    }
  }

  private void owe(long id, Instant now) {
    String every = frequency.getOrDefault(id, Frequency.MANUALLY.wireName());
    var integration = World.integration(id, every, "any");
    Instant slot = World.rule(integration, lookedAt).orElse(Instant.MAX);
    while (!slot.isAfter(now)) {
      owed(id).add(slot);
      slot = World.rule(integration, slot).orElse(Instant.MAX);
    }
  }

  private void check(long id) {
    List<Run> runs = world.runs(id);
    assertThat(runs).extracting(Run::state).doesNotContain(RunState.RUNNING);
    everySlotOnce(id, runs);
    everyCutRepeatedOnce(runs);
  }

  /** Each slot owed belongs to one run that was not cut, or to one skipped row. */
  private void everySlotOnce(long id, List<Run> runs) {
    var accounted = new ArrayList<Instant>();
    for (Instant slot : owed(id)) {
      for (Run run : runs) {
        if (!isCut(run) && covers(run, slot)) {
          accounted.add(slot);
        }
      }
    }
    assertThat(accounted).as("slots of %d", id).doesNotHaveDuplicates();
    if (wentBack) {
      return; // what is owed of a time that came twice depends on when one looks
    }
    assertThat(accounted).as("slots of %d", id).containsExactlyElementsOf(owed(id));
    int counted = runs.stream().filter(run -> !isCut(run)).mapToInt(Run::slots).sum();
    assertThat(counted).as("number of slots of %d", id).isEqualTo(owed(id).size());
  }

  private Set<Instant> owed(long id) {
    return owed.computeIfAbsent(id, any -> new TreeSet<>());
  }

  private static boolean covers(Run run, Instant slot) {
    return run.slot() != null
        && run.slotLast() != null
        && !slot.isBefore(run.slot())
        && !slot.isAfter(run.slotLast());
  }

  private static boolean isCut(Run run) {
    return run.state() == RunState.LOST
        || (run.state() == RunState.CANCELLED
            && (run.reason() == Reason.SHUTDOWN || run.reason() == Reason.LEASE_LOST));
  }

  private static void everyCutRepeatedOnce(List<Run> runs) {
    for (Run cut : runs) {
      if (isCut(cut)) {
        assertThat(runs).filteredOn(run -> cut.id().equals(run.recovers())).hasSize(1);
        assertThat(cut.recovers()).as("a repeated run is never repeated").isNull();
      }
    }
  }
}
