package sdesync.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import sdesync.integration.ServerState;

/** What SD Elements says of an integration's runs, as the JSON object of a column. */
final class ServerStates {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ServerStates() {}

  static @Nullable String write(@Nullable ServerState state) {
    if (state == null) {
      return null;
    }
    ObjectNode object = JSON.createObjectNode();
    object.put("inaccessible", state.inaccessible());
    object.put("last_successful_run", text(state.lastSuccessfulRun()));
    object.put("in_progress", state.inProgress());
    object.put("debug_mode", state.debugMode());
    ServerState.Job job = state.lastJob();
    if (job != null) {
      object
          .putObject("last_job")
          .put("last_run", text(job.lastRun()))
          .put("succeeded", job.succeeded());
    }
    return object.toString();
  }

  static @Nullable ServerState read(@Nullable String column) {
    if (column == null) {
      return null;
    }
    try {
      JsonNode object = JSON.readTree(column);
      JsonNode job = object.path("last_job");
      return new ServerState(
          flag(object, "inaccessible"),
          time(object, "last_successful_run"),
          flag(object, "in_progress"),
          job.isObject()
              ? new ServerState.Job(time(job, "last_run"), flag(job, "succeeded"))
              : null,
          flag(object, "debug_mode"));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("column server does not hold JSON", e);
    }
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }

  private static @Nullable Boolean flag(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isBoolean() ? (Boolean) value.asBoolean() : null;
  }

  private static @Nullable Instant time(JsonNode object, String name) {
    JsonNode value = object.path(name);
    return value.isTextual() ? Instant.parse(value.asText()) : null;
  }
}
