package sdesync.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import sdesync.sandbox.SandboxJobs.SandboxJob;
import sdesync.sandbox.wire.Answer;

/** Jobs: how runs ended, reported at either of the two places the documentation names. */
final class JobsApi {
  private final SandboxApi api;
  private final SandboxIntegrations integrations;
  private final SandboxJobs jobs;

  JobsApi(SandboxApi api, SandboxIntegrations integrations, SandboxJobs jobs) {
    this.api = api;
    this.integrations = integrations;
    this.jobs = jobs;
  }

  List<Endpoint> endpoints() {
    String kinds = "jobs/(" + api.trackers() + "|analysis|ldap)/";
    return List.of(
        Endpoint.at("/api/v2/" + kinds)
            .on("GET", this::list)
            .on("POST", call -> create(call, call.part(1))),
        Endpoint.at("/api/v2/" + kinds + "(\\d{1,18})/")
            .on(
                "GET",
                call -> found(call).map(job -> answer(call, job)).orElseGet(SdeApi::notFound))
            .on("PATCH", this::complete),
        Endpoint.at(Endpoint.PROJECT + kinds).on("POST", call -> create(call, call.part(2))));
  }

  private Answer list(Endpoint.Call call) {
    List<SandboxJob> wanted =
        jobs.known().stream()
            .filter(job -> isOfKind(job, call.part(1)))
            .filter(job -> fits(call, "ready", job.ready()))
            .filter(job -> fits(call, "automatic", job.automatic()))
            .filter(job -> fits(call, "connection", job.connection()))
            .toList();
    return Pages.of(call.request(), wanted, (json, job) -> write(json, call, job));
  }

  private boolean isOfKind(SandboxJob job, String kind) {
    return integrations
        .find(job.connection())
        .filter(item -> ConnectionsApi.kind(api, item).equals(kind))
        .isPresent();
  }

  private static boolean fits(Endpoint.Call call, String name, Object value) {
    return call.request()
        .query()
        .value(name)
        .map(text -> text.equalsIgnoreCase(value.toString()))
        .orElse(true);
  }

  private Optional<SandboxJob> found(Endpoint.Call call) {
    return jobs.find(call.number(2)).filter(job -> isOfKind(job, call.part(1)));
  }

  private Answer create(Endpoint.Call call, String kind) {
    JsonNode body = call.request().json().orElse(null);
    if (body == null) {
      return Answer.error(400, "JSON parse error - a JSON object is expected");
    }
    long connection = body.path("connection").asLong();
    boolean known =
        integrations
            .find(connection)
            .filter(item -> ConnectionsApi.kind(api, item).equals(kind))
            .isPresent();
    if (!known) {
      return SdeApi.refused("connection", "Invalid pk - object does not exist.");
    }
    boolean ready = body.path("ready").asBoolean(true);
    for (String field :
        ready ? List.of("result_message", "succeeded", "automatic") : List.of("automatic")) {
      if (body.path(field).isMissingNode()) {
        return SdeApi.refused(field, "This field is required.");
      }
    }
    if (body.path("result_message").asText().length() > 2_000) {
      return SdeApi.refused(
          "result_message", "Ensure this field has no more than 2000 characters.");
    }
    long id =
        jobs.add(
            new SandboxJob(
                0,
                connection,
                ready,
                body.path("result_message").asText(),
                body.path("automatic").asBoolean(),
                ready ? (Boolean) body.path("succeeded").asBoolean() : null,
                call.caller().email(),
                Instant.EPOCH));
    return answer(call, jobs.find(id).orElseThrow()).withStatus(201);
  }

  private Answer complete(Endpoint.Call call) {
    Optional<JsonNode> body = call.request().json();
    return found(call)
        .flatMap(
            job ->
                body.flatMap(
                    fields ->
                        jobs.complete(
                            job.id(),
                            fields.path("succeeded").asBoolean(),
                            fields.path("result_message").asText())))
        .map(job -> answer(call, job))
        .orElseGet(SdeApi::notFound);
  }

  private Answer answer(Endpoint.Call call, SandboxJob job) {
    return Answer.ok(json -> write(json, call, job));
  }

  private void write(JsonGenerator json, Endpoint.Call call, SandboxJob job) throws IOException {
    json.writeStartObject();
    fields(json, job);
    Optional<SandboxIntegration> connection = integrations.find(job.connection());
    if (connection.isPresent()) {
      json.writeObjectFieldStart("connection");
      ConnectionsApi.fields(json, api, connection.get(), call.caller());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  /** All but its connection. */
  static void fields(JsonGenerator json, SandboxJob job) throws IOException {
    json.writeNumberField("id", job.id());
    json.writeStringField("user", job.user());
    json.writeObjectField("succeeded", job.succeeded());
    json.writeBooleanField("automatic", job.automatic());
    json.writeBooleanField("ready", job.ready());
    json.writeStringField("result_message", job.message());
    json.writeStringField("last_run", job.lastRun().toString());
  }
}
