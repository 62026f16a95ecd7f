package sdesync.sandbox;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What a project of the simulated SD Elements holds: tasks, and each task's notes and references.
 */
public final class SandboxProject {
  private final long id;
  private final String name;
  private final InstantSource clock;
  private final Map<String, SandboxTask> tasks = new LinkedHashMap<>();
  private final Map<String, List<Note>> notes = new HashMap<>();
  private final Map<String, Map<Long, Reference>> references = new HashMap<>();
  private long lastId;

  SandboxProject(long id, String name, InstantSource clock) {
    this.id = id;
    this.name = name;
    this.clock = clock;
  }

  /**
   * A note on a task.
   *
   * @param automatic whether a tool made it
   */
  public record Note(
      long id, String taskId, String text, boolean automatic, String updater, Instant created) {}

  /**
   * What ties a task to a work item elsewhere.
   *
   * @param connection the integration that made it
   * @param reference the other system's own id
   * @param link an address to show, maybe empty
   */
  public record Reference(
      long id, String taskId, long connection, String reference, String name, String link) {}

  public long id() {
    return id;
  }

  public String name() {
    return name;
  }

  /** All of them, also those that do not belong to the project. */
  public synchronized List<SandboxTask> tasks() {
    return List.copyOf(tasks.values());
  }

  /**
   * @throws IllegalArgumentException when there is none
   */
  public SandboxTask task(String taskId) {
    return find(taskId)
        .orElseThrow(() -> new IllegalArgumentException("project " + id + " has no " + taskId));
  }

  synchronized Optional<SandboxTask> find(String taskId) {
    return Optional.ofNullable(tasks.get(taskId));
  }

  /** Adds it, or replaces the one of the same id. */
  public synchronized void add(SandboxTask task) {
    tasks.put(task.taskId(), task);
  }

  /** Changes one that is there; its time of change becomes now. */
  public synchronized SandboxTask change(String taskId, UnaryOperator<SandboxTask> change) {
    SandboxTask changed = change.apply(task(taskId)).withUpdated(clock.instant());
    add(changed);
    return changed;
  }

  /** Sets a status as a user would in SD Elements. */
  public SandboxTask setStatus(String taskId, String status) {
    return change(taskId, task -> task.withStatus(status, clock.instant()));
  }

  public synchronized void removeTasks() {
    tasks.clear();
  }

  public synchronized List<Note> notes(String taskId) {
    return List.copyOf(notes.getOrDefault(taskId, List.of()));
  }

  synchronized Note addNote(String taskId, String text, boolean automatic, String updater) {
    var note = new Note(++lastId, taskId, text, automatic, updater, clock.instant());
    notes.computeIfAbsent(taskId, absent -> new ArrayList<>()).add(note);
    return note;
  }

  public synchronized List<Reference> references(String taskId) {
    return List.copyOf(references.getOrDefault(taskId, Map.of()).values());
  }

  synchronized Reference addReference(
      String taskId, long connection, String reference, String name, String link) {
    var made = new Reference(++lastId, taskId, connection, reference, name, link);
    put(made);
    return made;
  }

  synchronized Optional<Reference> reference(String taskId, long reference) {
    return Optional.ofNullable(references.getOrDefault(taskId, Map.of()).get(reference));
  }

  synchronized void put(Reference reference) {
    references
        .computeIfAbsent(reference.taskId(), absent -> new LinkedHashMap<>())
        .put(reference.id(), reference);
  }

  public synchronized void removeReference(String taskId, long reference) {
    references.getOrDefault(taskId, new LinkedHashMap<>()).remove(reference);
  }
}
