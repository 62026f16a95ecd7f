package sdesync.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A world by chance, the same for the same seed, with what a sync has to leave alone in it. */
final class RandomWorld {
  private static final List<String> NUMBERS =
      List.of("T1", "T2", "T22", "CT2", "PT2", "T3", "T33", "T4");
  private static final List<TaskStatus> STATUSES =
      List.of(FakeSde.TODO, FakeSde.TODO, FakeSde.DONE, FakeSde.NA, FakeSde.ACCEPTED);

  final World world = new World();
  private final Random random;
  private final Map<String, WorkItem> strangers = new HashMap<>();
  private final Map<String, TaskStatus> outside = new HashMap<>();

  private RandomWorld(int seed) {
    this.random = new Random(seed);
  }

  static RandomWorld of(int seed) {
    var random = new RandomWorld(seed);
    random.params();
    random.tasks();
    random.items();
    if (random.random.nextBoolean()) {
      random.world.runWell();
      random.world.ticks.next();
      random.changes();
    }
    random.world.wire.revive();
    return random;
  }

  private void params() {
    world.params.put("conflict_policy", pick(List.of("alm", "sde", "timestamp")));
    world.params.put("sde_statuses_in_scope", pick(List.of("TODO", "TODO,DONE", "TODO,DONE,NA")));
    world.sde.tellsReferences = random.nextInt(4) > 0;
    world.closeOrphans = random.nextInt(4) > 0;
  }

  private void tasks() {
    for (String number : NUMBERS) {
      List<String> tags = random.nextBoolean() ? List.of() : List.of("tag" + random.nextInt(2));
      Task task = world.sde.add(number, "Do " + number, pick(STATUSES), tags);
      if (random.nextInt(5) == 0) {
        world.sde.change(number, t -> Tasks.priority(t, 3));
        outside.put(number, task.status());
      }
    }
  }

  private void items() {
    for (String number : NUMBERS) {
      int copies = random.nextInt(4) == 0 ? 1 + random.nextInt(2) : 0;
      for (int i = 0; i < copies; i++) {
        String pointer = random.nextBoolean() ? "" : world.sde.url(number);
        WorkItem item = world.tracker.add("[x] " + number + ": by hand", pointer, standing());
        if (outside.containsKey(number)) {
          strangers.put(item.ref(), item);
        }
      }
      if (random.nextInt(5) == 0) {
        stranger(number + ": of another", "see https://sde.example/tasks/9-" + number + "/");
      }
    }
    stranger("A story about T2 and more", "");
  }

  private void stranger(String title, String description) {
    WorkItem item = world.tracker.add(title, description, standing());
    strangers.put(item.ref(), item);
  }

  private void changes() {
    for (String number : NUMBERS) {
      switch (random.nextInt(6)) {
        case 0 -> {
          TaskStatus status = pick(STATUSES);
          world.sde.set(number, status);
          outside.computeIfPresent(number, (n, old) -> status);
        }
        case 1 -> linked(number).ifPresent(link -> world.tracker.set(link.ref(), standing()));
        case 2 -> {
          if (!outside.containsKey(number)) {
            world.sde.change(number, Tasks::left);
            outside.put(number, world.sde.status(number));
          }
        }
        case 3 -> linked(number).ifPresent(link -> world.tracker.items.remove(link.ref()));
        default -> {}
      }
    }
    if (random.nextInt(4) == 0) {
      world.memory.links.clear();
    }
  }

  private java.util.Optional<Link> linked(String number) {
    return world.memory.links().stream()
        .filter(link -> link.taskId().equals("1-" + number))
        .findFirst();
  }

  private Standing standing() {
    return random.nextBoolean() ? Standing.DONE : Standing.OPEN;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** What was none of the sync's business is as it was; and no task has two items of ours. */
  void untouched() {
    strangers.forEach((ref, item) -> assertThat(world.tracker.items.get(ref)).isEqualTo(item));
    outside.forEach((number, status) -> assertThat(world.sde.status(number)).isEqualTo(status));
    var made = new ArrayList<String>();
    for (WorkItem item : world.tracker.items.values()) {
      if (item.description().startsWith("Task ")) {
        made.add(item.title());
      }
    }
    assertThat(made).doesNotHaveDuplicates();
  }
}
