package sdesync.sync;

import java.util.List;
import java.util.function.Consumer;

/**
 * One project's tasks in SD Elements, under the token for what is written.
 *
 * <p>Every request goes through a {@link Patience}, as with {@link IssueTracker}. Called by many
 * threads at once.
 */
public interface ProjectTasks {

  /**
   * The statuses a task may have, SD Elements' own first, in its order.
   *
   * @throws PeerFailure when they cannot be read
   */
  List<TaskStatus> statuses();

  /**
   * The slugs of all phases.
   *
   * @throws PeerFailure when they cannot be read
   */
  List<String> phases();

  /**
   * All tasks of the project, unfiltered, in few large pages; a task is handed over at once, so
   * that a page is all that is held in memory.
   *
   * @param howTos whether {@link Task#howTos()} are wanted
   * @throws PeerFailure when the list could not be read whole, among others because it is shorter
   *     than its {@code count} or has a task twice: what is missing would be closed
   */
  void tasks(boolean howTos, Consumer<Task> each);

  /** Gives the task that status. Repeatable. */
  void setStatus(String taskId, TaskStatus status);

  /**
   * Leaves an automatic note at the task; {@link Patience#once}.
   *
   * @throws PeerFailure of kind {@link PeerFailure.Kind#LOST} when it may or may not be there: the
   *     caller looks into {@link #notes} before it asks again
   */
  void note(String taskId, String text);

  /** The texts of the task's automatic notes. */
  List<String> notes(String taskId);

  /**
   * Leaves a reference at the task; {@link Patience#once}, and {@code LOST} as with a note.
   *
   * @throws PeerFailure as {@link #note}
   */
  void refer(String taskId, TaskReference reference);

  /** The task's references, those of other integrations too. */
  List<TaskReference> references(String taskId);
}
