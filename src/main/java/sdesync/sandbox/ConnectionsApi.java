package sdesync.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import sdesync.sandbox.wire.Answer;

/**
 * The sandbox's integrations as connections: a list and a GET of its own for each kind, params in
 * the body for the admin token alone, users' directories for it alone.
 */
final class ConnectionsApi {
  private static final List<String> FILTERS = List.of("alias", "frequency");

  private final SandboxApi api;
  private final SandboxIntegrations integrations;
  private final SandboxJobs jobs;

  ConnectionsApi(SandboxApi api, SandboxIntegrations integrations, SandboxJobs jobs) {
    this.api = api;
    this.integrations = integrations;
    this.jobs = jobs;
  }

  List<Endpoint> endpoints() {
    String path = "/api/v2/connections/(" + api.trackers() + "|analysis|ldap)/";
    return List.of(
        Endpoint.at(path).on("GET", this::list),
        Endpoint.at(path + "(\\d{1,18})/").on("GET", this::one));
  }

  /** The kind of connection that an integration of that type is. */
  static String kind(SandboxApi api, SandboxIntegration integration) {
    return switch (integration.type()) {
      case "Analysis Tool" -> "analysis";
      case "LDAP" -> "ldap";
      default -> api.trackers();
    };
  }

  private Answer list(Endpoint.Call call) {
    if (isClosed(call)) {
      return forbidden();
    }
    Map<String, String> filters = new TreeMap<>();
    for (String name : FILTERS) {
      call.request().query().value(name).ifPresent(value -> filters.put(name, value));
    }
    Predicate<SandboxIntegration> wanted = item -> kind(api, item).equals(call.part(1));
    String project = call.request().query().value("project").orElse("");
    if (!project.isEmpty()) {
      wanted = wanted.and(item -> Long.toString(item.projectId()).equals(project));
    }
    return Pages.of(
        call.request(),
        integrations.where(filters, wanted),
        (json, item) -> write(json, item, call));
  }

  private Answer one(Endpoint.Call call) {
    if (isClosed(call)) {
      return forbidden();
    }
    return integrations
        .find(call.number(2))
        .filter(item -> kind(api, item).equals(call.part(1)))
        .map(item -> Answer.ok(json -> write(json, item, call)))
        .orElseGet(SdeApi::notFound);
  }

  private static boolean isClosed(Endpoint.Call call) {
    return call.part(1).equals("ldap") && call.caller() != Caller.ADMIN;
  }

  private static Answer forbidden() {
    return Answer.error(403, "You do not have permission to perform this action.");
  }

  private void write(JsonGenerator json, SandboxIntegration item, Endpoint.Call call)
      throws IOException {
    json.writeStartObject();
    fields(json, api, item, call.caller());
    if (!kind(api, item).equals("ldap")) {
      json.writeNumberField("connector", 1);
      json.writeBooleanField("inaccessible", !jobs.runsItself(item.id()));
    }
    json.writeBooleanField("in_progress", jobs.inProgress(item.id()));
    json.writeBooleanField("debug_mode", false);
    var last = jobs.last(item.id());
    if (call.asks("include", "last_job")) {
      if (last.isPresent()) {
        json.writeObjectFieldStart("last_job");
        JobsApi.fields(json, last.get());
        json.writeEndObject();
      } else {
        json.writeNullField("last_job");
      }
    }
    json.writeEndObject();
  }

  /** What a job shows of its connection too. */
  static void fields(JsonGenerator json, SandboxApi api, SandboxIntegration item, Caller caller)
      throws IOException {
    json.writeNumberField("id", item.id());
    json.writeStringField("alias", item.alias());
    json.writeStringField("command", item.command());
    json.writeStringField("frequency", item.frequency());
    if (!kind(api, item).equals("ldap")) {
      json.writeNumberField("project", item.projectId());
    }
    json.writeObjectFieldStart("system");
    json.writeStringField("id", item.system().toLowerCase(Locale.ROOT));
    json.writeStringField("short_name", item.system());
    json.writeStringField("name", item.system());
    json.writeEndObject();
    if (caller == Caller.ADMIN) {
      json.writeObjectField("params", params(api, item.params()));
    }
  }

  /** Today's releases have other names for the same params. */
  private static Map<String, Object> params(SandboxApi api, Map<String, Object> params) {
    if (api != SandboxApi.CONNECTIONS_ISSUE_TRACKER) {
      return params;
    }
    Map<String, Object> renamed = new LinkedHashMap<>();
    params.forEach(
        (name, value) ->
            renamed.put(
                name.replaceFirst("^alm_", "issue_tracker_"),
                name.equals("conflict_policy") && value.equals("alm") ? "issue_tracker" : value));
    return renamed;
  }
}
