package sdesync.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import sdesync.sync.Reading.Sides;

/**
 * Carries out what the plan has for one task. The writes are in such an order that a run cut after
 * any of them is completed by the next: what is owed is kept before it is done, and what may have
 * been done is looked for before it is done again.
 */
final class Carrier {
  private static final int ROUNDS = 4;

  private final SyncJob job;
  private final SyncParams params;
  private final Sides sides;
  private final Supplier<Statuses> statuses;
  private final Tally tally;
  private final Halt halt;
  private final Notes notes;
  private final Telling sde;

  /** What all changes of a run have in common. */
  record Assignment(SyncJob job, SyncParams params, Sides sides, Supplier<Statuses> statuses) {}

  Carrier(Assignment assignment, Tally tally, Halt halt) {
    this.job = assignment.job();
    this.params = assignment.params();
    this.sides = assignment.sides();
    this.statuses = assignment.statuses();
    this.tally = tally;
    this.halt = halt;
    this.notes = new Notes(job.runId(), sides.tracker().name());
    this.sde = new Telling(sides.tasks(), sides.connection(), halt);
  }

  /**
   * @throws SideFailure when it could not be done, or not all of it
   * @throws RunStopped when the run is to end
   */
  void carry(Change.Set set) {
    if (set.has(Action.CREATE)) {
      create(task(set), set.changes().get(0).to());
    } else if (set.has(Action.CLOSE)) {
      String number = set.changes().get(0).taskNumber();
      close(number, item(set), Objects.requireNonNull(set.link()));
    } else {
      bringInStep(set);
    }
  }

  private static Task task(Change.Set set) {
    return Objects.requireNonNull(set.task());
  }

  private static WorkItem item(Change.Set set) {
    return Objects.requireNonNull(set.item());
  }

  private void create(Task task, String title) {
    Standing standing = params.standard() ? task.status().meaning().standing() : Standing.OPEN;
    var wanted =
        new NewItem(
            title,
            Description.of(task),
            standing,
            params.labels(task),
            params.priorities().of(task.priority()),
            params.fields());
    WorkItem item = make(task, wanted);
    tally.did(Action.CREATE);
    say("Added task %s to %s as %s".formatted(task.number(), tracker(), item.key()));
    var link = Link.to(item, task.id(), sides.tracker().location()).owing(notes.linked(item));
    sides.memory().keep(link);
    sde.refer(task, item);
    sde.note(task, notes.linked(item));
    sides.memory().keep(link.settled());
  }

  /** When an answer got lost, only the tracker can tell whether the item was made. */
  private WorkItem make(Task task, NewItem wanted) {
    for (int round = 1; ; round++) {
      halt.check();
      try {
        Created created = Side.TRACKER.ask(() -> sides.tracker().create(wanted));
        created.notices().forEach(n -> job.output().accept("Warning: " + task.number() + ": " + n));
        return created.item();
      } catch (SideFailure e) {
        if (e.kind() != PeerFailure.Kind.LOST) {
          throw e;
        }
        halt.restAfter(round);
        Optional<WorkItem> made = made(task);
        if (made.isPresent()) {
          return made.get();
        }
        if (round == ROUNDS) {
          throw e;
        }
      }
    }
  }

  private Optional<WorkItem> made(Task task) {
    var made = new ArrayList<WorkItem>();
    var search = new Search(Set.of(), Set.of(params.titles().part(task)), Map.of());
    Side.TRACKER.tell(
        () ->
            sides
                .tracker()
                .find(
                    search,
                    item -> {
                      if (params.titles().matches(task, item.title())
                          && !Pointers.elsewhere(item.description(), task)) {
                        made.add(item.withoutDescription());
                      }
                    }));
    return made.stream().min(Comparator.comparing(WorkItem::created));
  }

  /**
   * The status goes first: whatever else is written changes when an item was last updated, and a
   * run that was cut would decide by that the next time.
   */
  private void bringInStep(Change.Set set) {
    Task task = task(set);
    WorkItem item = item(set);
    Link known = set.link();
    boolean begun = known != null && known.isTo(item) && !known.left();
    Link link = begun ? Objects.requireNonNull(known) : fresh(task, item, known);
    List<String> perhapsLeft = begun ? link.owed() : List.of();
    if (set.has(Action.SET_STATUS_IN_SDE)) {
      link = setStatus(task, item, link);
    } else if (set.has(Action.LINK)) {
      sides.memory().keep(link);
    }
    if (set.has(Action.SET_STATUS_IN_TRACKER)) {
      move(task, item);
    }
    if (set.has(Action.LINK) || set.has(Action.SET_STATUS_IN_SDE)) {
      settle(link, task, item, perhapsLeft);
    }
    for (Change change : set.changes()) {
      if (change.action() == Action.LINK) {
        tally.did(Action.LINK);
        say(
            "Linked task %s to %s in %s: %s"
                .formatted(task.number(), item.key(), tracker(), change.reason()));
      } else if (change.action() == Action.ADD_TAGS) {
        addLabels(task, item, change.to());
      }
    }
  }

  /** SD Elements is told of a new link, unless it has told us, or has heard of it before. */
  private Link fresh(Task task, WorkItem item, @Nullable Link known) {
    var link = Link.to(item, task.id(), sides.tracker().location());
    boolean back = known != null && known.isTo(item);
    return back || sde.isReferenced(task, item) ? link.settled() : link.owing(notes.linked(item));
  }

  /**
   * @param perhapsLeft notes that an earlier run may have left already
   */
  private void settle(Link link, Task task, WorkItem item, List<String> perhapsLeft) {
    if (!link.referenced() || task.references() != null) {
      sde.referOnce(task, item);
    }
    for (String note : link.owed()) {
      if (perhapsLeft.contains(note)) {
        sde.noteOnce(task, note);
      } else {
        sde.note(task, note);
      }
    }
    sides.memory().keep(link.settled());
  }

  private void addLabels(Task task, WorkItem item, String which) {
    List<String> labels = params.labels(task);
    Side.TRACKER.tell(() -> sides.tracker().addLabels(item, labels));
    tally.did(Action.ADD_TAGS);
    say(
        "Added tags to %s (task %s) in %s: %s"
            .formatted(item.key(), task.number(), tracker(), which));
  }

  private void move(Task task, WorkItem item) {
    Standing to = task.status().meaning().standing();
    Side.TRACKER.tell(() -> sides.tracker().move(item, to));
    tally.did(Action.SET_STATUS_IN_TRACKER);
    say(
        "Updated status of %s (task %s) in %s to %s"
            .formatted(
                item.key(), task.number(), tracker(), to == Standing.DONE ? "done" : "open"));
  }

  private Link setStatus(Task task, WorkItem item, Link link) {
    TaskStatus status = statuses.get().of(item.standing());
    Link owing = link.owing(notes.statusSet(status, item));
    sides.memory().keep(owing);
    Side.SDE.tell(() -> sides.tasks().setStatus(task.id(), status));
    tally.did(Action.SET_STATUS_IN_SDE);
    say("Updated status of task %s in SD Elements to %s".formatted(task.number(), status.name()));
    return owing;
  }

  private void close(String taskNumber, WorkItem item, Link link) {
    String note = notes.taskLeft(taskNumber);
    sides.memory().keep(link.closing(note));
    Side.TRACKER.tell(() -> sides.tracker().close(item, note));
    sides.memory().keep(link.closed());
    tally.did(Action.CLOSE);
    say(
        "Closed %s in %s: task %s has left the project"
            .formatted(item.key(), tracker(), taskNumber));
  }

  private String tracker() {
    return sides.tracker().name();
  }

  private void say(String line) {
    job.output().accept("Info: " + line);
  }
}
