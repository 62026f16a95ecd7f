package sdesync.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import sdesync.sandbox.wire.Answer;
import sdesync.sandbox.wire.Query;

/** A project's tasks: listed, filtered, read, changed. */
final class TasksApi {
  static final String TASKS = Endpoint.PROJECT + "tasks/";

  /** The project stands twice in a task's path: {@code /projects/2/tasks/2-T5/}. */
  static final String TASK = TASKS + "(\\d{1,18})-([A-Z]{1,3}\\d{1,9})/";

  private final SandboxProjects projects;
  private final TaskJson json;

  TasksApi(SandboxProjects projects) {
    this.projects = projects;
    this.json = new TaskJson(projects);
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.at(TASKS).on("GET", this::list),
        Endpoint.at(TASK).on("GET", this::read).on("PATCH", this::change));
  }

  /** A task as a path names it. */
  record Found(SandboxProject project, SandboxTask task) {
    static Optional<Found> of(SandboxProjects projects, Endpoint.Call call) {
      return call.number(1) != call.number(2)
          ? Optional.empty()
          : projects
              .find(call.number(1))
              .flatMap(project -> project.find(call.part(3)).map(task -> new Found(project, task)));
    }
  }

  private Answer list(Endpoint.Call call) {
    return projects
        .find(call.number(1))
        .map(project -> list(call, project))
        .orElseGet(SdeApi::notFound);
  }

  private Answer list(Endpoint.Call call, SandboxProject project) {
    Predicate<SandboxTask> wanted = wanted(call.request().query());
    List<SandboxTask> tasks = project.tasks().stream().filter(wanted).toList();
    TaskJson.Wish wish = TaskJson.Wish.of(call);
    return Pages.of(call.request(), tasks, (out, task) -> json.task(out, project, task, wish));
  }

  private Answer read(Endpoint.Call call) {
    return Found.of(projects, call)
        .map(found -> answer(call, found.project(), found.task()))
        .orElseGet(SdeApi::notFound);
  }

  private Answer change(Endpoint.Call call) {
    return Found.of(projects, call).map(found -> change(call, found)).orElseGet(SdeApi::notFound);
  }

  private Answer change(Endpoint.Call call, Found found) {
    Optional<JsonNode> body = call.request().json();
    if (body.isEmpty()) {
      return Answer.error(400, "JSON parse error - a JSON object is expected");
    }
    JsonNode fields = body.get();
    JsonNode status = fields.path("status");
    if (!status.isMissingNode() && projects.status(status.asText()).isEmpty()) {
      return SdeApi.refused(
          "status", "Invalid pk \"" + status.asText() + "\" - object does not exist.");
    }
    SandboxProject project = found.project();
    SandboxTask task = found.task();
    if (fields.has("artifact_proxy")) {
      String proxy = fields.path("artifact_proxy").asText();
      task = project.change(task.taskId(), now -> now.withArtifactProxy(proxy));
    }
    if (fields.path("tags").isArray()) {
      List<String> tags = new ArrayList<>();
      fields.path("tags").forEach(tag -> tags.add(tag.asText()));
      task = project.change(task.taskId(), now -> now.withTags(tags));
    }
    if (!status.isMissingNode()) {
      task = project.setStatus(task.taskId(), status.asText());
    }
    return answer(call, project, task);
  }

  private Answer answer(Endpoint.Call call, SandboxProject project, SandboxTask task) {
    TaskJson.Wish wish = TaskJson.Wish.of(call);
    return Answer.ok(out -> json.task(out, project, task, wish));
  }

  /** Without {@code accepted} only what was taken into the project is listed. */
  private Predicate<SandboxTask> wanted(Query query) {
    boolean accepted = query.value("accepted").map(Boolean::parseBoolean).orElse(true);
    Predicate<SandboxTask> wanted = task -> task.accepted() == accepted;
    Optional<Boolean> relevant = query.value("relevant").map(Boolean::parseBoolean);
    if (relevant.isPresent()) {
      wanted = wanted.and(task -> task.relevant() == relevant.get());
    }
    Set<String> phases = query.list("phase");
    if (!phases.isEmpty()) {
      wanted = wanted.and(task -> phases.contains(task.phase()) || phases.contains(phaseId(task)));
    }
    Set<String> statuses = query.list("status");
    if (!statuses.isEmpty()) {
      wanted = wanted.and(task -> statuses.contains(task.status()));
    }
    Set<String> tags = query.list("tag");
    if (!tags.isEmpty()) {
      wanted = wanted.and(task -> tags.stream().anyMatch(task.tags()::contains));
    }
    Set<String> priorities = query.list("priority");
    if (!priorities.isEmpty()) {
      wanted = wanted.and(task -> priorities.contains(Integer.toString(task.priority())));
    }
    Set<String> verifications = query.list("verification");
    if (!verifications.isEmpty()) {
      wanted = wanted.and(task -> verifications.contains(task.verification()));
    }
    return wanted;
  }

  private String phaseId(SandboxTask task) {
    return projects.phase(task.phase()).map(Phase::id).orElse("");
  }
}
