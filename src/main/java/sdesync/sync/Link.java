package sdesync.sync;

import java.util.List;
import java.util.stream.Stream;

/**
 * A task and the item that is its own.
 *
 * @param taskId {@code 1-T2}
 * @param location {@link IssueTracker#location()}; elsewhere the link says nothing
 * @param ref {@link WorkItem#ref()}
 * @param key {@link WorkItem#key()}
 * @param referenced whether SD Elements was told
 * @param left whether the item was closed since its task had left the project
 * @param owed the notes still to be left, one line each, at the item when {@code left}, else at the
 *     task. They are written down before the change they tell of, so that a run that is cut in
 *     between is completed by the next
 */
public record Link(
    String taskId,
    String location,
    String ref,
    String key,
    boolean referenced,
    boolean left,
    List<String> owed) {
  public Link {
    owed = List.copyOf(owed);
  }

  /** A new one, that nobody has heard of yet. */
  static Link to(WorkItem item, String taskId, String location) {
    return new Link(taskId, location, item.ref(), item.key(), false, false, List.of());
  }

  boolean isTo(WorkItem item) {
    return ref.equals(item.ref());
  }

  /** One note more; it takes the place of one about the same. */
  Link owing(String note) {
    Stream<String> others = owed.stream().filter(other -> !Notes.isOfSame(other, note));
    List<String> notes = Stream.concat(others, Stream.of(note)).toList();
    return new Link(taskId, location, ref, key, referenced, left, notes);
  }

  /** Everything about it is said. */
  Link settled() {
    return new Link(taskId, location, ref, key, true, false, List.of());
  }

  /** Its task is gone; the note is to tell so. */
  Link closing(String note) {
    return new Link(taskId, location, ref, key, referenced, true, List.of(note));
  }

  Link closed() {
    return new Link(taskId, location, ref, key, referenced, true, List.of());
  }
}
