package sdesync.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import sdesync.sandbox.wire.Answer;

/** The rest a native sync asks for: who I am, projects, phases, statuses. */
final class PlacesApi {
  private static final List<String> PERMISSIONS =
      List.of("view_project", "sync_with_alm", "mark_task", "write_task_note");

  private final SandboxProjects projects;

  PlacesApi(SandboxProjects projects) {
    this.projects = projects;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.at("/api/v2/users/me/").on("GET", PlacesApi::me),
        Endpoint.at("/api/v2/projects/")
            .on("GET", call -> list(call, named(call), PlacesApi::project)),
        Endpoint.at(Endpoint.PROJECT).on("GET", this::project),
        Endpoint.at("/api/v2/phases/")
            .on("GET", call -> list(call, projects.phases(), TaskJson::phase)),
        Endpoint.at("/api/v2/task-statuses/")
            .on("GET", call -> list(call, statuses(call), TaskJson::status)));
  }

  private static <T> Answer list(Endpoint.Call call, List<T> all, Pages.Item<T> item) {
    return Pages.of(call.request(), all, item);
  }

  private static Answer me(Endpoint.Call call) {
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeNumberField("id", call.caller() == Caller.ADMIN ? 1 : 2);
          json.writeStringField("email", call.caller().email());
          json.writeStringField("first_name", "Sandbox");
          json.writeStringField("last_name", call.caller().name().toLowerCase(Locale.ROOT));
          json.writeBooleanField("is_active", true);
          json.writeEndObject();
        });
  }

  private List<SandboxProject> named(Endpoint.Call call) {
    return call.request()
        .query()
        .value("name")
        .map(name -> projects.all().stream().filter(one -> one.name().equals(name)).toList())
        .orElseGet(projects::all);
  }

  private Answer project(Endpoint.Call call) {
    return projects
        .find(call.number(1))
        .map(project -> Answer.ok(json -> project(json, project, permissions(call))))
        .orElseGet(SdeApi::notFound);
  }

  private static List<String> permissions(Endpoint.Call call) {
    return call.asks("include", "permissions") ? PERMISSIONS : List.of();
  }

  private static void project(JsonGenerator json, SandboxProject project) throws IOException {
    project(json, project, List.of());
  }

  private static void project(JsonGenerator json, SandboxProject project, List<String> permissions)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", project.id());
    json.writeStringField("name", project.name());
    json.writeStringField("slug", project.name().toLowerCase(Locale.ROOT).replace(' ', '-'));
    json.writeBooleanField("archived", false);
    json.writeBooleanField("locked", false);
    if (!permissions.isEmpty()) {
      json.writeArrayFieldStart("permissions");
      for (String permission : permissions) {
        json.writeString(permission);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private List<TaskStatus> statuses(Endpoint.Call call) {
    return call.request()
        .query()
        .value("meaning")
        .map(
            meaning ->
                projects.statuses().stream().filter(one -> one.meaning().equals(meaning)).toList())
        .orElseGet(projects::statuses);
  }
}
