package sdesync.sandbox.rally;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import sdesync.sandbox.wire.Answer;

/** The frames around every answer. Failures too come with HTTP status 200. */
final class Envelope {
  private Envelope() {}

  /** What else stands in a frame. */
  interface Rest {
    void write(JsonGenerator json) throws IOException;
  }

  /**
   * @param name {@code QueryResult}, {@code OperationResult} or {@code CreateResult}
   */
  static Answer of(String name, List<String> errors, List<String> warnings, Rest rest) {
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart(name);
          Shape.version(json);
          lines(json, errors, warnings);
          rest.write(json);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  static Answer failed(String name, List<String> errors, List<String> warnings) {
    return of(
        name,
        errors,
        warnings,
        json -> {
          if (name.equals("QueryResult")) {
            json.writeNumberField("TotalResultCount", 0);
            json.writeNumberField("StartIndex", 0);
            json.writeNumberField("PageSize", 0);
            json.writeArrayFieldStart("Results");
            json.writeEndArray();
          }
        });
  }

  static void lines(JsonGenerator json, List<String> errors, List<String> warnings)
      throws IOException {
    array(json, "Errors", errors);
    array(json, "Warnings", warnings);
  }

  private static void array(JsonGenerator json, String name, List<String> lines)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (String line : lines) {
      json.writeString(line);
    }
    json.writeEndArray();
  }
}
