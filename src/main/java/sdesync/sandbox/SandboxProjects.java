package sdesync.sandbox;

import java.time.InstantSource;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The projects with tasks, and the statuses and phases they share. */
public final class SandboxProjects {
  private final NavigableMap<Long, SandboxProject> projects = new ConcurrentSkipListMap<>();
  private final List<TaskStatus> statuses = new CopyOnWriteArrayList<>();
  private final List<Phase> phases = new CopyOnWriteArrayList<>();
  private final InstantSource clock;

  SandboxProjects(InstantSource clock) {
    this.clock = clock;
    statuses.add(new TaskStatus("TS1", "Complete", "DONE", "DONE"));
    statuses.add(new TaskStatus("TS2", "Incomplete", "TODO", "TODO"));
    statuses.add(new TaskStatus("TS3", "Not Applicable", "NA", "NA"));
    phases.add(new Phase("X1", "Requirements", "requirements"));
    phases.add(new Phase("X2", "Architecture & Design", "architecture-design"));
    phases.add(new Phase("X3", "Development", "development"));
    phases.add(new Phase("X4", "Testing", "testing"));
  }

  /** Makes it unless it is there. */
  public SandboxProject add(long id, String name) {
    return projects.computeIfAbsent(id, absent -> new SandboxProject(id, name, clock));
  }

  /**
   * @throws IllegalArgumentException when there is none
   */
  public SandboxProject project(long id) {
    return find(id)
        .orElseThrow(() -> new IllegalArgumentException("the sandbox has no project " + id));
  }

  Optional<SandboxProject> find(long id) {
    return Optional.ofNullable(projects.get(id));
  }

  List<SandboxProject> all() {
    return List.copyOf(projects.values());
  }

  /** An organisation's own status. */
  public void add(TaskStatus status) {
    statuses.add(status);
  }

  /** An organisation's own phase. */
  public void add(Phase phase) {
    phases.add(phase);
  }

  /** How people call the status a task has. */
  public String statusName(SandboxTask task) {
    return status(task.status()).map(TaskStatus::name).orElse(task.status());
  }

  List<TaskStatus> statuses() {
    return List.copyOf(statuses);
  }

  List<Phase> phases() {
    return List.copyOf(phases);
  }

  Optional<TaskStatus> status(String id) {
    return statuses.stream().filter(status -> status.id().equals(id)).findFirst();
  }

  Optional<Phase> phase(String slug) {
    return phases.stream().filter(phase -> phase.slug().equals(slug)).findFirst();
  }
}
