package sdesync.sync;

/** SD Elements, as the sync reaches it. */
@FunctionalInterface
public interface TaskSource {

  /**
   * The tasks of a project; sends nothing.
   *
   * @param calls through which its requests go
   */
  ProjectTasks tasks(long projectId, Calls calls);
}
