package sdesync.sync;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads both sides. Items are looked for by our own link first, then by the reference in SD
 * Elements, and those that are still missing by their title; each kind in one search.
 */
final class Reading {
  private final SyncParams params;
  private final Sides sides;
  private final Map<String, Link> links = new LinkedHashMap<>();
  private final Map<String, Task> tasks = new LinkedHashMap<>();
  private final Set<String> inProject = new HashSet<>();
  private final Set<String> phases = new HashSet<>();
  private final Map<String, Found> found = new HashMap<>();
  private final Map<String, String> strangers = new HashMap<>();

  /** Refs of items that are some task's already. */
  private final Set<String> taken = new HashSet<>();

  /**
   * Whom to ask.
   *
   * @param connection under which references are left
   */
  record Sides(IssueTracker tracker, ProjectTasks tasks, Memory memory, long connection) {}

  Reading(SyncParams params, Sides sides) {
    this.params = params;
    this.sides = sides;
  }

  /**
   * @throws ParamsRefused when a phase of the params is none of SD Elements'
   * @throws SideFailure when either side could not be read whole
   */
  Snapshot read() {
    readLinks();
    Side.SDE.tell(() -> sides.tasks().tasks(params.howTos(), this::take));
    checkPhases();
    Map<String, WorkItem> known = byRef();
    tasks.values().forEach(task -> resolve(task, known));
    List<Task> missing = missing();
    if (!missing.isEmpty()) {
      searchByTitle(missing);
      readTextsAgain();
    }
    List<Snapshot.Orphan> orphans =
        orphaned().map(link -> new Snapshot.Orphan(link, known.get(link.ref()))).toList();
    return new Snapshot(
        List.copyOf(tasks.values()), inProject.size(), links, found, orphans, strangers);
  }

  /** A phase that some task is in needs no asking for. */
  private void checkPhases() {
    var unknown = new TreeSet<>(params.scope().phases());
    unknown.removeAll(phases);
    if (unknown.isEmpty()) {
      return;
    }
    List<String> known = Side.SDE.ask(() -> sides.tasks().phases());
    known.forEach(unknown::remove);
    if (!unknown.isEmpty()) {
      throw new ParamsRefused(
          List.of(
              new ParamsRefused.Problem(
                  "alm_phases",
                  "has %s; SD Elements has %s"
                      .formatted(
                          unknown.stream()
                              .map(ParamReader::shown)
                              .collect(Collectors.joining(", ")),
                          String.join(", ", known)))));
    }
  }

  private void readLinks() {
    for (Link link : sides.memory().links()) {
      if (link.location().equals(sides.tracker().location())) {
        links.put(link.taskId(), link);
      }
    }
  }

  private void take(Task task) {
    phases.add(task.phase());
    if (!task.relevant()) {
      return;
    }
    inProject.add(task.id());
    if (params.scope().contains(task)) {
      tasks.put(task.id(), links.containsKey(task.id()) ? task.withoutTexts() : task);
    }
  }

  private Map<String, WorkItem> byRef() {
    var refs = new HashSet<String>();
    for (Task task : tasks.values()) {
      Link link = links.get(task.id());
      TaskReference reference = reference(task);
      if (link != null) {
        refs.add(link.ref());
      } else if (reference != null) {
        refs.add(reference.reference());
      }
    }
    orphaned().forEach(link -> refs.add(link.ref()));
    var items = new HashMap<String, WorkItem>();
    if (!refs.isEmpty()) {
      find(
          new Search(refs, Set.of(), Map.of()),
          item -> {
            if (refs.contains(item.ref())) {
              items.put(item.ref(), item.withoutDescription());
            }
          });
    }
    links.values().forEach(link -> taken.add(link.ref()));
    return items;
  }

  private Stream<Link> orphaned() {
    return links.values().stream().filter(link -> !inProject.contains(link.taskId()));
  }

  private void resolve(Task task, Map<String, WorkItem> known) {
    Link link = links.get(task.id());
    if (link != null) {
      WorkItem item = known.get(link.ref());
      if (item != null) {
        found.put(task.id(), new Found(item, Found.By.LINK, List.of()));
      }
      return;
    }
    TaskReference reference = reference(task);
    WorkItem item = reference == null ? null : known.get(reference.reference());
    if (reference != null
        && item != null
        && Pointers.host(reference.link()).equals(Pointers.host(item.link()))
        && taken.add(item.ref())) {
      found.put(task.id(), new Found(item, Found.By.REFERENCE, List.of()));
    }
  }

  /** The newest that this integration left. */
  private @Nullable TaskReference reference(Task task) {
    TaskReference newest = null;
    List<TaskReference> all = task.references();
    for (TaskReference reference : all == null ? List.<TaskReference>of() : all) {
      newest = reference.connection() == sides.connection() ? reference : newest;
    }
    return newest;
  }

  private List<Task> missing() {
    return tasks.values().stream().filter(task -> !found.containsKey(task.id())).toList();
  }

  private void searchByTitle(List<Task> missing) {
    var byNumber = new HashMap<String, Task>();
    missing.forEach(task -> byNumber.put(task.number().toUpperCase(Locale.ROOT), task));
    var parts = missing.stream().map(params.titles()::part).collect(Collectors.toSet());
    var candidates = new HashMap<String, Map<String, WorkItem>>();
    find(
        new Search(Set.of(), parts, params.lookup()),
        item -> {
          for (String number : TitleFormat.numbers(item.title())) {
            Task task = byNumber.get(number);
            if (task != null && fits(task, item)) {
              candidates
                  .computeIfAbsent(task.id(), id -> new HashMap<>())
                  .put(item.ref(), item.withoutDescription());
            }
          }
        });
    missing.forEach(
        task ->
            choose(
                task,
                candidates.getOrDefault(task.id(), Map.of()).values().stream()
                    .filter(item -> !taken.contains(item.ref()))
                    .sorted(Comparator.comparing(WorkItem::created).thenComparing(WorkItem::ref))
                    .toList()));
  }

  private boolean fits(Task task, WorkItem item) {
    if (taken.contains(item.ref()) || !params.titles().matches(task, item.title())) {
      return false;
    }
    if (Pointers.elsewhere(item.description(), task)) {
      strangers.put(task.id(), item.key());
      return false;
    }
    return true;
  }

  /** The oldest is the task's. */
  private void choose(Task task, List<WorkItem> candidates) {
    if (!candidates.isEmpty()) {
      WorkItem oldest = candidates.get(0);
      taken.add(oldest.ref());
      List<String> others = candidates.stream().skip(1).map(WorkItem::key).toList();
      found.put(task.id(), new Found(oldest, Found.By.TITLE, others));
    }
  }

  /** An item that is gone is made again, and the texts for it were not kept. */
  private void readTextsAgain() {
    Set<String> ids =
        missing().stream().map(Task::id).filter(links::containsKey).collect(Collectors.toSet());
    if (!ids.isEmpty()) {
      Side.SDE.tell(
          () ->
              sides
                  .tasks()
                  .tasks(
                      params.howTos(),
                      task -> {
                        if (ids.contains(task.id())) {
                          tasks.put(task.id(), task);
                        }
                      }));
    }
  }

  private void find(Search search, Consumer<WorkItem> each) {
    Side.TRACKER.tell(() -> sides.tracker().find(search, each));
  }
}
