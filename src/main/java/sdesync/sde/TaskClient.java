package sdesync.sde;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import sdesync.http.Request.Method;
import sdesync.sync.ProjectTasks;
import sdesync.sync.Task;
import sdesync.sync.TaskReference;
import sdesync.sync.TaskStatus;

/** The tasks of one project over API v2: {@code tasks}, {@code notes}, {@code references}. */
final class TaskClient implements ProjectTasks {
  private static final String API = "/api/v2/";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final String tasks;
  private final URI sde;
  private final TaskWire wire;
  private final TaskWords words;

  TaskClient(long projectId, URI sde, TaskWire wire) {
    this.tasks = API + "projects/" + projectId + "/tasks/";
    this.sde = sde;
    this.wire = wire;
    this.words = new TaskWords(() -> all("task-statuses/"), () -> all("phases/"));
  }

  @Override
  public List<TaskStatus> statuses() {
    try {
      return words.statuses();
    } catch (BadList e) {
      throw wire.bad(API + "task-statuses/", e);
    }
  }

  @Override
  public List<String> phases() {
    return words.phases();
  }

  private List<JsonNode> all(String list) {
    List<JsonNode> all = new ArrayList<>();
    wire.list(API + list, Map.of(), null, all::add);
    return all;
  }

  @Override
  public void tasks(boolean howTos, Consumer<Task> each) {
    var reader = new TaskReader(sde, words);
    Set<String> seen = new HashSet<>();
    wire.list(
        tasks,
        Map.of("expand", "status,phase"),
        "tags,references" + (howTos ? ",how_tos" : ""),
        json -> {
          Task task = reader.task(json);
          if (!seen.add(task.id())) {
            throw new BadList("it has the task " + task.id() + " twice");
          }
          each.accept(task);
        });
  }

  @Override
  public void setStatus(String taskId, TaskStatus status) {
    wire.repeatable(Method.PATCH, task(taskId), JSON.objectNode().put("status", status.id()));
  }

  @Override
  public void note(String taskId, String text) {
    wire.once(
        Method.POST,
        task(taskId) + "notes/",
        JSON.objectNode().put("text", text).put("automatic", true));
  }

  @Override
  public List<String> notes(String taskId) {
    List<String> notes = new ArrayList<>();
    wire.list(
        task(taskId) + "notes/",
        Map.of(),
        null,
        note -> {
          if (note.path("automatic").asBoolean(true)) {
            notes.add(note.path("text").asText(""));
          }
        });
    return notes;
  }

  @Override
  public void refer(String taskId, TaskReference reference) {
    ObjectNode json =
        JSON.objectNode()
            .put("alm_connection", reference.connection())
            .put("reference", reference.reference())
            .put("name", reference.name())
            .put("link", reference.link());
    wire.once(Method.POST, task(taskId) + "references/", json);
  }

  @Override
  public List<TaskReference> references(String taskId) {
    List<TaskReference> references = new ArrayList<>();
    wire.list(
        task(taskId) + "references/",
        Map.of(),
        null,
        json -> references.add(TaskReader.reference(json)));
    return references;
  }

  /** Only an id of the form that {@link TaskReader} lets pass: nothing in it changes the path. */
  private String task(String taskId) {
    try {
      return tasks + TaskReader.checkedId(taskId) + "/";
    } catch (BadList e) {
      throw wire.bad(tasks, e);
    }
  }
}
