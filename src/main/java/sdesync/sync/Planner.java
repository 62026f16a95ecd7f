package sdesync.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Computes the plan from what was read; asks nobody and changes nothing. */
final class Planner {
  private final SyncParams params;
  private final Place place;
  private final Supplier<Statuses> statuses;

  /**
   * Where the plan is for.
   *
   * @param tracker its name
   * @param longestTitle of an item
   * @param connection under which references are left
   * @param closeOrphans {@code sync.close-orphans}
   */
  record Place(String tracker, int longestTitle, long connection, boolean closeOrphans) {}

  /**
   * @param statuses asked only when a task is to get another one: most plans set none
   */
  Planner(SyncParams params, Place place, Supplier<Statuses> statuses) {
    this.params = params;
    this.place = place;
    this.statuses = statuses;
  }

  Plan plan(Snapshot now) {
    var sets = new ArrayList<Change.Set>();
    var warnings = new ArrayList<String>();
    for (Task task : now.tasks()) {
      Found found = now.found().get(task.id());
      Link link = now.links().get(task.id());
      sets.add(found == null ? unfound(task, now) : found(task, found, link));
      if (found != null && !found.others().isEmpty()) {
        warnings.add(duplicates(task, found));
      }
    }
    now.orphans().forEach(orphan -> orphaned(orphan).ifPresent(sets::add));
    return new Plan(sets, warnings, PlanGuard.objection(sets, now));
  }

  private String duplicates(Task task, Found found) {
    return "%s has more than one item in %s: %s, the oldest, is used; look at %s"
        .formatted(
            task.number(), place.tracker(), found.item().key(), String.join(", ", found.others()));
  }

  private Change.Set unfound(Task task, Snapshot now) {
    String stranger = now.strangers().get(task.id());
    String none =
        stranger == null
            ? "it has no item in " + place.tracker()
            : stranger + " has its title, but points to another project's task";
    if (params.scope().creates(task)) {
      String title = params.titles().title(task, place.longestTitle());
      return set(task, null, null, new Change(Action.CREATE, task.number(), "", title, none));
    }
    return set(
        task,
        null,
        null,
        new Change(
            Action.LEAVE,
            task.number(),
            "",
            "",
            none + ", and its status, " + name(task.status()) + ", is not to get one"));
  }

  private Change.Set found(Task task, Found found, @Nullable Link link) {
    WorkItem item = found.item();
    var changes = new ArrayList<Change>();
    linking(task, found, link)
        .ifPresent(why -> changes.add(line(Action.LINK, task, item, "", why)));
    List<String> missing = missingLabels(task, item);
    if (!missing.isEmpty()) {
      changes.add(
          line(Action.ADD_TAGS, task, item, String.join(", ", missing), "the item lacks them"));
    }
    if (params.standard() && item.standing() != task.status().meaning().standing()) {
      changes.add(status(task, item, link));
    }
    if (changes.isEmpty()) {
      String why = params.standard() ? "both say the same" : "statuses are not synchronised";
      changes.add(line(Action.LEAVE, task, item, "", why));
    }
    return set(task, link, item, changes.toArray(Change[]::new));
  }

  /** Why the link has to be made or mended; empty when it is whole. */
  private Optional<String> linking(Task task, Found found, @Nullable Link link) {
    WorkItem item = found.item();
    if (link == null || !link.isTo(item)) {
      return Optional.of(found.by().words());
    }
    if (!isReferenced(task, item, link)) {
      return Optional.of("SD Elements has no reference to it yet");
    }
    if (!link.owed().isEmpty() && !link.left()) {
      return Optional.of("a note about it is still to be left");
    }
    return link.left() ? Optional.of("the task is back in the project") : Optional.empty();
  }

  private boolean isReferenced(Task task, WorkItem item, Link link) {
    List<TaskReference> references = task.references();
    return references == null
        ? link.referenced()
        : references.stream()
            .anyMatch(
                r -> r.connection() == place.connection() && r.reference().equals(item.ref()));
  }

  private List<String> missingLabels(Task task, WorkItem item) {
    Set<String> there =
        item.labels().stream()
            .map(label -> Texts.oneLine(label).toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet());
    return params.labels(task).stream()
        .filter(label -> !there.contains(label.toLowerCase(Locale.ROOT)))
        .toList();
  }

  private Change status(Task task, WorkItem item, @Nullable Link link) {
    // We closed it ourselves when the task had left: that says nothing about the task.
    boolean back = link != null && link.left() && item.standing() == Standing.DONE;
    boolean sde = back || params.policy().sdeIsRight(task, item);
    String why = back ? "the task is back in the project" : params.policy().because(sde);
    if (sde) {
      return line(
          Action.SET_STATUS_IN_TRACKER,
          task,
          item,
          task.status().meaning().standing().name().toLowerCase(Locale.ROOT),
          "the task is " + name(task.status()) + ", the item " + state(item) + "; " + why);
    }
    return line(
        Action.SET_STATUS_IN_SDE,
        task,
        item,
        statuses.get().of(item.standing()).name(),
        "the item is " + state(item) + ", the task " + name(task.status()) + "; " + why);
  }

  private Optional<Change.Set> orphaned(Snapshot.Orphan orphan) {
    WorkItem item = orphan.item();
    Link link = orphan.link();
    boolean closedBefore = link.left() && link.owed().isEmpty();
    if (item == null || item.standing() == Standing.DONE || closedBefore || !params.standard()) {
      return Optional.empty();
    }
    Action action = place.closeOrphans() ? Action.CLOSE : Action.LEAVE;
    String why = "the task has left the project";
    String number = link.taskId().substring(link.taskId().indexOf('-') + 1);
    return Optional.of(
        set(
            null,
            link,
            item,
            new Change(
                action,
                number,
                item.key(),
                "",
                place.closeOrphans() ? why : why + ", and sync.close-orphans is false")));
  }

  private static Change line(Action action, Task task, WorkItem item, String to, String reason) {
    return new Change(action, task.number(), item.key(), to, reason);
  }

  private static Change.Set set(
      @Nullable Task task, @Nullable Link link, @Nullable WorkItem item, Change... changes) {
    return new Change.Set(task, link, item, List.of(changes));
  }

  private static String name(TaskStatus status) {
    return Texts.oneLine(status.name());
  }

  private static String state(WorkItem item) {
    return Texts.oneLine(item.state());
  }
}
