package sdesync.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.LongPredicate;
import sdesync.sandbox.TasksApi.Found;
import sdesync.sandbox.wire.Answer;

/** What hangs on a task: its notes, and its references to work items elsewhere. */
final class NotesApi {
  private static final String REFERENCES = TasksApi.TASK + "references/";

  private final SandboxProjects projects;
  private final LongPredicate connections;

  /**
   * @param connections whether there is an integration of that id
   */
  NotesApi(SandboxProjects projects, LongPredicate connections) {
    this.projects = projects;
    this.connections = connections;
  }

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.at(TasksApi.TASK + "notes/").on("GET", this::notes).on("POST", this::addNote),
        Endpoint.at(REFERENCES).on("GET", this::references).on("POST", this::addReference),
        Endpoint.at(REFERENCES + "(\\d{1,18})/")
            .on("GET", this::reference)
            .on("PATCH", this::changeReference)
            .on("DELETE", this::removeReference));
  }

  /** What is done with a task that is there. */
  private interface Act {
    Answer on(Found found);
  }

  private Answer with(Endpoint.Call call, Act act) {
    return Found.of(projects, call).map(act::on).orElseGet(SdeApi::notFound);
  }

  private Answer notes(Endpoint.Call call) {
    return with(
        call,
        found ->
            Pages.of(
                call.request(),
                found.project().notes(found.task().taskId()),
                (json, note) -> TaskJson.note(json, found.project(), note)));
  }

  private Answer addNote(Endpoint.Call call) {
    return with(
        call,
        found -> {
          JsonNode body = body(call);
          String text = body.path("text").asText("");
          if (text.isBlank()) {
            return SdeApi.refused("text", "This field is required.");
          }
          boolean automatic = body.path("automatic").asBoolean(false);
          SandboxProject.Note note =
              found
                  .project()
                  .addNote(found.task().taskId(), text, automatic, call.caller().email());
          return Answer.ok(json -> TaskJson.note(json, found.project(), note)).withStatus(201);
        });
  }

  private Answer references(Endpoint.Call call) {
    return with(
        call,
        found ->
            Pages.of(
                call.request(),
                found.project().references(found.task().taskId()),
                TaskJson::reference));
  }

  private Answer addReference(Endpoint.Call call) {
    return with(
        call,
        found -> {
          JsonNode body = body(call);
          JsonNode connection = body.path("alm_connection");
          if (!connection.canConvertToLong()) {
            return SdeApi.refused("alm_connection", "This field is required.");
          }
          if (!connections.test(connection.asLong())) {
            return SdeApi.refused(
                "alm_connection",
                "Invalid pk \"" + connection.asLong() + "\" - object does not exist.");
          }
          if (body.path("reference").asText("").isBlank()) {
            return SdeApi.refused("reference", "This field is required.");
          }
          SandboxProject.Reference made =
              found
                  .project()
                  .addReference(
                      found.task().taskId(),
                      connection.asLong(),
                      body.path("reference").asText(),
                      body.path("name").asText(""),
                      body.path("link").asText(""));
          return Answer.ok(json -> TaskJson.reference(json, made)).withStatus(201);
        });
  }

  private Answer reference(Endpoint.Call call) {
    return with(
        call,
        found ->
            found
                .project()
                .reference(found.task().taskId(), call.number(4))
                .map(one -> Answer.ok(json -> TaskJson.reference(json, one)))
                .orElseGet(SdeApi::notFound));
  }

  private Answer changeReference(Endpoint.Call call) {
    return with(
        call,
        found ->
            found
                .project()
                .reference(found.task().taskId(), call.number(4))
                .map(
                    old -> {
                      JsonNode body = body(call);
                      var changed =
                          new SandboxProject.Reference(
                              old.id(),
                              old.taskId(),
                              body.path("alm_connection").asLong(old.connection()),
                              body.path("reference").asText(old.reference()),
                              body.path("name").asText(old.name()),
                              body.path("link").asText(old.link()));
                      found.project().put(changed);
                      return Answer.ok(json -> TaskJson.reference(json, changed));
                    })
                .orElseGet(SdeApi::notFound));
  }

  private Answer removeReference(Endpoint.Call call) {
    return with(
        call,
        found -> {
          String task = found.task().taskId();
          if (found.project().reference(task, call.number(4)).isEmpty()) {
            return SdeApi.notFound();
          }
          found.project().removeReference(task, call.number(4));
          return Answer.empty(204);
        });
  }

  private static JsonNode body(Endpoint.Call call) {
    return call.request().json().orElseGet(Answer.MAPPER::createObjectNode);
  }
}
