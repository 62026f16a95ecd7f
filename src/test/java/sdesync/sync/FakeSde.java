package sdesync.sync;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One project of SD Elements in memory. */
final class FakeSde implements ProjectTasks, TaskSource {
  static final TaskStatus TODO = new TaskStatus("TS2", "Incomplete", Meaning.TODO);
  static final TaskStatus DONE = new TaskStatus("TS1", "Complete", Meaning.DONE);
  static final TaskStatus NA = new TaskStatus("TS3", "Not Applicable", Meaning.NA);
  static final TaskStatus ACCEPTED = new TaskStatus("TS4", "Risk accepted", Meaning.NA);

  final Map<String, Task> tasks = new LinkedHashMap<>();
  final Map<String, List<String>> notes = new LinkedHashMap<>();
  final Wire wire;
  final FakeTracker.Ticks ticks;
  boolean tellsReferences = true;
  private final Map<String, List<TaskReference>> references = new LinkedHashMap<>();

  FakeSde(Wire wire, FakeTracker.Ticks ticks) {
    this.wire = wire;
    this.ticks = ticks;
  }

  @Override
  public ProjectTasks tasks(long projectId, Calls calls) {
    return new PatientSde(this, new Hasty(calls.to("sde.example")));
  }

  /** A task of priority 8 in phase development, as the server would tell it now. */
  Task add(String number, String title, TaskStatus status) {
    return add(number, title, status, List.of());
  }

  Task add(String number, String title, TaskStatus status, List<String> tags) {
    var task =
        new Task(
            "1-" + number,
            number,
            title,
            "Do it *well*.",
            List.of(),
            "https://sde.example/bunits/a/b/tasks/phase/development/1-" + number + "/",
            8,
            "development",
            status,
            ticks.next(),
            tags,
            "none",
            true,
            List.of());
    tasks.put(task.id(), task);
    return task;
  }

  void change(String number, UnaryOperator<Task> how) {
    tasks.computeIfPresent("1-" + number, (id, task) -> how.apply(task));
  }

  void set(String number, TaskStatus status) {
    change(number, task -> with(task, status, ticks.next()));
  }

  String url(String number) {
    return java.util.Objects.requireNonNull(tasks.get("1-" + number)).url();
  }

  TaskStatus status(String number) {
    return java.util.Objects.requireNonNull(tasks.get("1-" + number)).status();
  }

  List<String> notesOf(String number) {
    return notes.getOrDefault("1-" + number, List.of());
  }

  List<TaskReference> referencesOf(String number) {
    return references.getOrDefault("1-" + number, List.of());
  }

  void forgetReferences() {
    references.clear();
  }

  @Override
  public List<TaskStatus> statuses() {
    wire.read("statuses");
    return List.of(DONE, TODO, NA, ACCEPTED);
  }

  @Override
  public List<String> phases() {
    wire.read("phases");
    return List.of("requirements", "architecture-design", "development", "testing");
  }

  @Override
  public synchronized void tasks(boolean howTos, Consumer<Task> each) {
    wire.read("tasks");
    tasks.values().stream().map(this::told).toList().forEach(each);
  }

  private Task told(Task task) {
    return new Task(
        task.id(),
        task.number(),
        task.title(),
        task.text(),
        task.howTos(),
        task.url(),
        task.priority(),
        task.phase(),
        task.status(),
        task.changed(),
        task.tags(),
        task.verification(),
        task.relevant(),
        tellsReferences ? references.getOrDefault(task.id(), List.of()) : null);
  }

  static Task with(Task task, TaskStatus status, Instant changed) {
    return new Task(
        task.id(),
        task.number(),
        task.title(),
        task.text(),
        task.howTos(),
        task.url(),
        task.priority(),
        task.phase(),
        status,
        changed,
        task.tags(),
        task.verification(),
        task.relevant(),
        task.references());
  }

  @Override
  public synchronized void setStatus(String taskId, TaskStatus status) {
    wire.call("status " + taskId);
    wire.write(
        "status " + taskId + " " + status.id(),
        () -> tasks.computeIfPresent(taskId, (id, t) -> with(t, status, ticks.next())));
  }

  @Override
  public synchronized void note(String taskId, String text) {
    wire.call("note " + taskId);
    wire.write(
        "note " + taskId, () -> notes.computeIfAbsent(taskId, id -> new ArrayList<>()).add(text));
  }

  @Override
  public synchronized List<String> notes(String taskId) {
    wire.read("notes " + taskId);
    return List.copyOf(notes.getOrDefault(taskId, List.of()));
  }

  @Override
  public synchronized void refer(String taskId, TaskReference reference) {
    wire.call("refer " + taskId);
    wire.write(
        "refer " + taskId,
        () -> references.computeIfAbsent(taskId, id -> new ArrayList<>()).add(reference));
  }

  @Override
  public synchronized List<TaskReference> references(String taskId) {
    wire.read("references " + taskId);
    return List.copyOf(references.getOrDefault(taskId, List.of()));
  }
}
