package sdesync.sync;

import java.util.List;

/** Tasks like others, but for one thing. */
final class Tasks {
  private Tasks() {}

  static Task priority(Task task, int priority) {
    return like(task, priority, task.tags(), task.relevant());
  }

  static Task tagged(Task task, List<String> tags) {
    return like(task, task.priority(), tags, task.relevant());
  }

  static Task left(Task task) {
    return like(task, task.priority(), task.tags(), false);
  }

  static Task back(Task task) {
    return like(task, task.priority(), task.tags(), true);
  }

  private static Task like(Task task, int priority, List<String> tags, boolean relevant) {
    return new Task(
        task.id(),
        task.number(),
        task.title(),
        task.text(),
        task.howTos(),
        task.url(),
        priority,
        task.phase(),
        task.status(),
        task.changed(),
        tags,
        task.verification(),
        relevant,
        task.references());
  }
}
