package sdesync.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One integration of the simulated SD Elements, with the fields of sde-integrations-api.md.
 *
 * @param params strings, numbers, booleans, lists and maps, in the order they are sent
 */
public record SandboxIntegration(
    long id,
    long projectId,
    String system,
    String alias,
    String frequency,
    String command,
    String type,
    Map<String, Object> params) {
  public SandboxIntegration {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  public SandboxIntegration withFrequency(String other) {
    return new SandboxIntegration(id, projectId, system, alias, other, command, type, params);
  }

  public SandboxIntegration withCommand(String other) {
    return new SandboxIntegration(id, projectId, system, alias, frequency, other, type, params);
  }

  public SandboxIntegration withAlias(String other) {
    return new SandboxIntegration(id, projectId, system, other, frequency, command, type, params);
  }

  public SandboxIntegration withParams(Map<String, Object> other) {
    return new SandboxIntegration(id, projectId, system, alias, frequency, command, type, other);
  }

  /** The value of one of the API's four filters; null for any other name. */
  @org.jspecify.annotations.Nullable
  String filtered(String name) {
    return switch (name) {
      case "alias" -> alias;
      case "frequency" -> frequency;
      case "system" -> system;
      case "type" -> type;
      default -> null;
    };
  }

  /** In the document's order of fields; a project's own list leaves the project out. */
  void write(JsonGenerator json, boolean withProject, boolean withParams) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", id);
    if (withProject) {
      json.writeNumberField("project_id", projectId);
    }
    json.writeStringField("system", system);
    json.writeStringField("alias", alias);
    json.writeStringField("frequency", frequency);
    json.writeStringField("command", command);
    if (withParams) {
      json.writeObjectField("params", params);
    }
    json.writeStringField("type", type);
    json.writeEndObject();
  }
}
