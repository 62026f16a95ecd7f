package sdesync.sandbox.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a request is answered with.
 *
 * @param body writes the JSON, item by item, so that a long list is never held
 */
public record Answer(int status, Map<String, String> headers, Body body) {
  public static final ObjectMapper MAPPER = new ObjectMapper();

  static {
    MAPPER
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(100).maxNameLength(1000).build());
  }

  public Answer {
    headers = Map.copyOf(headers);
  }

  /** Writes one JSON value. */
  public interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  public static Answer ok(Body body) {
    return new Answer(200, Map.of(), body);
  }

  /** An answer that has nothing to say, such as 204. */
  public static Answer empty(int status) {
    return new Answer(status, Map.of(), json -> {});
  }

  /** Anything but JSON. */
  public static Answer text(int status, String contentType, String text) {
    return new Answer(status, Map.of("Content-Type", contentType), json -> json.writeRaw(text));
  }

  /** An error as Django REST framework words it. */
  public static Answer error(int status, String detail) {
    return error(status, detail, Map.of());
  }

  public static Answer error(int status, String detail, Map<String, String> headers) {
    return new Answer(
        status,
        headers,
        json -> {
          json.writeStartObject();
          json.writeStringField("detail", detail);
          json.writeEndObject();
        });
  }

  public Answer withStatus(int other) {
    return new Answer(other, headers, body);
  }

  public Answer with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }
}
