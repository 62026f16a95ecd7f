package sdesync.sde;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.integration.ServerState;

/**
 * What a connection says that an integration of the first API did not. All but {@code inaccessible}
 * only informs people: what cannot be understood of it is as if it were not there.
 */
final class ConnectionFields {
  private final Map<String, @Nullable Boolean> flags = new LinkedHashMap<>();
  private @Nullable Instant lastSuccessfulRun;
  private ServerState.@Nullable Job lastJob;

  /** Reads the value to its last token if the field is one of these; false if it is not. */
  boolean take(String field, JsonToken value, JsonParser json) throws IOException {
    switch (field) {
      case "inaccessible", "in_progress", "debug_mode" -> flags.put(field, flag(value, json));
      case "last_successful_run" -> lastSuccessfulRun = time(value, json);
      case "last_job" -> lastJob = job(value, json);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Boolean flag(JsonToken value, JsonParser json) throws IOException {
    json.skipChildren();
    return value.isBoolean() ? (Boolean) (value == JsonToken.VALUE_TRUE) : null;
  }

  private static @Nullable Instant time(JsonToken value, JsonParser json) throws IOException {
    if (value != JsonToken.VALUE_STRING || json.getTextLength() > 40) {
      json.skipChildren();
      return null;
    }
    try {
      return OffsetDateTime.parse(json.getText()).toInstant();
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Its message stays where it is: a server may have put anything into it. */
  private static ServerState.@Nullable Job job(JsonToken value, JsonParser json)
      throws IOException {
    if (value != JsonToken.START_OBJECT) {
      json.skipChildren();
      return null;
    }
    Instant lastRun = null;
    Boolean succeeded = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken inner = json.nextToken();
      switch (field) {
        case "last_run" -> lastRun = time(inner, json);
        case "succeeded" -> succeeded = flag(inner, json);
        default -> json.skipChildren();
      }
    }
    return new ServerState.Job(lastRun, succeeded);
  }

  ServerState state() {
    return new ServerState(
        flags.get("inaccessible"),
        lastSuccessfulRun,
        flags.get("in_progress"),
        lastJob,
        flags.get("debug_mode"));
  }
}
