package sdesync.sync;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Both sides as they were read, and all a plan is computed from.
 *
 * @param tasks in scope, in SD Elements' order
 * @param projectTasks how many the project has in all
 * @param links at this location, by task id
 * @param found by task id
 * @param orphans links whose task is no longer in the project
 * @param strangers titles that fit a task, by its id, at items of another project's
 */
record Snapshot(
    List<Task> tasks,
    int projectTasks,
    Map<String, Link> links,
    Map<String, Found> found,
    List<Orphan> orphans,
    Map<String, String> strangers) {
  Snapshot {
    tasks = List.copyOf(tasks);
    links = Map.copyOf(links);
    found = Map.copyOf(found);
    orphans = List.copyOf(orphans);
    strangers = Map.copyOf(strangers);
  }

  /**
   * A link whose task is no longer in the project.
   *
   * @param item null when it is gone, too
   */
  record Orphan(Link link, @Nullable WorkItem item) {}
}
