package sdesync.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import sdesync.sandbox.wire.Answer;

/** The record of one remote agent, with the fields that reading it is documented with. */
final class RemoteAgentsApi {
  private static final long ID = 1;
  private static final List<String> TEXTS = List.of("version", "platform", "last_sync");

  private final Map<String, String> agent = new ConcurrentHashMap<>();

  List<Endpoint> endpoints() {
    return List.of(
        Endpoint.at("/api/v2/remote-agent/")
            .on("GET", call -> Pages.of(call.request(), List.of(ID), (json, id) -> write(json))),
        Endpoint.at("/api/v2/remote-agent/" + ID + "/")
            .on("GET", call -> Answer.ok(this::write))
            .on("PATCH", this::change));
  }

  private Answer change(Endpoint.Call call) {
    JsonNode fields = call.request().json().orElse(null);
    if (fields == null) {
      return Answer.error(400, "JSON parse error - a JSON object is expected");
    }
    for (String name : TEXTS) {
      if (fields.path(name).isTextual()) {
        agent.put(name, fields.path(name).asText());
      }
    }
    return Answer.ok(this::write);
  }

  private void write(JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeNumberField("id", ID);
    json.writeStringField("name", "Sandbox agent");
    json.writeNumberField("creator", 1);
    for (String name : TEXTS) {
      json.writeObjectField(name, agent.get(name));
    }
    json.writeEndObject();
  }
}
