package sdesync.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;

/**
 * What a request is answered with.
 *
 * @param body writes the JSON, item by item, so that a long list is never held
 */
record Answer(int status, Map<String, String> headers, Body body) {
  static final ObjectMapper MAPPER = new ObjectMapper();

  /** Writes one JSON value. */
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  static Answer ok(Body body) {
    return new Answer(200, Map.of(), body);
  }

  /** An error as Django REST framework words it. */
  static Answer error(int status, String detail) {
    return error(status, detail, Map.of());
  }

  static Answer error(int status, String detail, Map<String, String> headers) {
    return new Answer(
        status,
        headers,
        json -> {
          json.writeStartObject();
          json.writeStringField("detail", detail);
          json.writeEndObject();
        });
  }
}
