package sdesync.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;

/** How the simulated SD Elements writes tasks, and what hangs on them. */
final class TaskJson {
  /** With microseconds and a Z, as Django writes times. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

  private final SandboxProjects projects;

  TaskJson(SandboxProjects projects) {
    this.projects = projects;
  }

  /** What a request wants of a task beyond its plain fields. */
  record Wish(Set<String> include, Set<String> expand, String origin) {
    static Wish of(Endpoint.Call call) {
      return new Wish(
          call.request().query().list("include"),
          call.request().query().list("expand"),
          call.request().origin());
    }
  }

  void task(JsonGenerator json, SandboxProject project, SandboxTask task, Wish wish)
      throws IOException {
    String id = project.id() + "-" + task.taskId();
    json.writeStartObject();
    json.writeStringField("id", id);
    json.writeStringField("task_id", task.taskId());
    json.writeStringField("title", task.title());
    text(json, task, wish);
    json.writeStringField(
        "url", wish.origin() + "/bunits/general/app/project/tasks/phase/" + id + "/");
    json.writeNumberField("priority", task.priority());
    phase(json, task, wish);
    status(json, task, wish);
    json.writeStringField("verification_status", task.verification());
    json.writeBooleanField("accepted", task.accepted());
    json.writeBooleanField("relevant", task.relevant());
    json.writeArrayFieldStart("assigned_to");
    json.writeEndArray();
    json.writeStringField("artifact_proxy", task.artifactProxy());
    json.writeBooleanField("project_specific", task.taskId().startsWith("PT"));
    json.writeNumberField("note_count", project.notes(task.taskId()).size());
    json.writeStringField("updated", TIME.format(task.updated()));
    json.writeStringField("status_updated", TIME.format(task.statusUpdated()));
    if (wish.include().contains("tags")) {
      strings(json, "tags", task.tags());
    }
    if (wish.include().contains("how_tos")) {
      strings(json, "how_tos", List.of());
    }
    if (wish.include().contains("references")) {
      json.writeArrayFieldStart("references");
      for (SandboxProject.Reference reference : project.references(task.taskId())) {
        reference(json, reference);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, SandboxTask task, Wish wish) throws IOException {
    if (!wish.expand().contains("text")) {
      json.writeStringField("text", task.text());
      return;
    }
    json.writeObjectFieldStart("text");
    json.writeStringField("description", task.text());
    json.writeArrayFieldStart("amendments");
    json.writeEndArray();
    json.writeEndObject();
  }

  private void phase(JsonGenerator json, SandboxTask task, Wish wish) throws IOException {
    Phase phase =
        projects
            .phase(task.phase())
            .orElseThrow(() -> new IllegalStateException(task + " has no phase of the sandbox"));
    if (wish.expand().contains("phase")) {
      json.writeFieldName("phase");
      phase(json, phase);
    } else {
      json.writeStringField("phase", phase.id());
    }
  }

  private void status(JsonGenerator json, SandboxTask task, Wish wish) throws IOException {
    TaskStatus status =
        projects
            .status(task.status())
            .orElseThrow(() -> new IllegalStateException(task + " has no status of the sandbox"));
    if (wish.expand().contains("status")) {
      json.writeFieldName("status");
      status(json, status);
    } else {
      json.writeStringField("status", status.id());
    }
  }

  static void phase(JsonGenerator json, Phase phase) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", phase.id());
    json.writeStringField("name", phase.name());
    json.writeStringField("slug", phase.slug());
    json.writeBooleanField("active", true);
    json.writeBooleanField("is_custom", phase.id().startsWith("C"));
    json.writeEndObject();
  }

  static void status(JsonGenerator json, TaskStatus status) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", status.id());
    json.writeStringField("name", status.name());
    json.writeStringField("slug", status.slug());
    json.writeStringField("meaning", status.meaning());
    json.writeEndObject();
  }

  static void note(JsonGenerator json, SandboxProject project, SandboxProject.Note note)
      throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", note.id());
    json.writeStringField("task", project.id() + "-" + note.taskId());
    json.writeStringField("text", note.text());
    json.writeBooleanField("automatic", note.automatic());
    json.writeObjectFieldStart("updater");
    json.writeStringField("email", note.updater());
    json.writeEndObject();
    json.writeStringField("created", time(note.created()));
    json.writeStringField("updated", time(note.created()));
    json.writeEndObject();
  }

  static void reference(JsonGenerator json, SandboxProject.Reference reference) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", reference.id());
    json.writeNumberField("alm_connection", reference.connection());
    json.writeStringField("reference", reference.reference());
    json.writeStringField("name", reference.name());
    json.writeStringField("link", reference.link());
    json.writeEndObject();
  }

  private static String time(Instant at) {
    return TIME.format(at);
  }

  private static void strings(JsonGenerator json, String name, List<String> values)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String value : values) {
      json.writeString(value);
    }
    json.writeEndArray();
  }
}
