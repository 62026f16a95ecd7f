package sdesync.sync;

import java.util.List;
import java.util.function.BooleanSupplier;

/** Tells SD Elements what belongs to a task: a reference and notes, each once. */
final class Telling {
  private static final int ROUNDS = 4;

  private final ProjectTasks tasks;
  private final long connection;
  private final Halt halt;

  Telling(ProjectTasks tasks, long connection, Halt halt) {
    this.tasks = tasks;
    this.connection = connection;
    this.halt = halt;
  }

  /** Leaves a reference to the item. */
  void refer(Task task, WorkItem item) {
    var reference = new TaskReference(connection, item.ref(), item.key(), item.link());
    insist(() -> tasks.refer(task.id(), reference), () -> asked(task, item));
  }

  /** Leaves a reference to the item, unless there is one. */
  void referOnce(Task task, WorkItem item) {
    if (!isReferenced(task, item)) {
      refer(task, item);
    }
  }

  /** Whether the task has one; asks where the list of tasks does not tell. */
  boolean isReferenced(Task task, WorkItem item) {
    List<TaskReference> listed = task.references();
    return listed == null
        ? Side.SDE.ask(() -> asked(task, item))
        : listed.stream().anyMatch(reference -> isTo(reference, item));
  }

  private boolean asked(Task task, WorkItem item) {
    return tasks.references(task.id()).stream().anyMatch(reference -> isTo(reference, item));
  }

  private boolean isTo(TaskReference reference, WorkItem item) {
    return reference.connection() == connection && reference.reference().equals(item.ref());
  }

  /** Leaves the note. */
  void note(Task task, String note) {
    insist(() -> tasks.note(task.id(), note), () -> tasks.notes(task.id()).contains(note));
  }

  /** Leaves the note, which an earlier run may have left already. */
  void noteOnce(Task task, String note) {
    if (!Side.SDE.ask(() -> tasks.notes(task.id())).contains(note)) {
      note(task, note);
    }
  }

  /** A write whose answer was lost is looked for before it is sent again. */
  private void insist(Runnable write, BooleanSupplier isThere) {
    for (int round = 1; ; round++) {
      halt.check();
      try {
        Side.SDE.tell(write);
        return;
      } catch (SideFailure e) {
        if (e.kind() != PeerFailure.Kind.LOST) {
          throw e;
        }
        halt.restAfter(round);
        if (Side.SDE.ask(isThere::getAsBoolean)) {
          return;
        }
        if (round == ROUNDS) {
          throw e;
        }
      }
    }
  }
}
