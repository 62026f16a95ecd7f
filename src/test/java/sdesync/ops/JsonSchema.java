package sdesync.ops;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** As much of JSON Schema as the API's description uses; tells what does not fit. */
final class JsonSchema {
  private final JsonNode document;

  JsonSchema(JsonNode document) {
    this.document = document;
  }

  List<String> misfits(JsonNode schema, JsonNode value) {
    var misfits = new ArrayList<String>();
    check(schema, value, "$", misfits);
    return misfits;
  }

  private void check(JsonNode schema, JsonNode value, String at, List<String> misfits) {
    if (schema.has("$ref")) {
      check(document.at(schema.get("$ref").textValue().substring(1)), value, at, misfits);
    } else if (schema.has("oneOf")) {
      if (!value.isNull()) {
        check(schema.at("/oneOf/0"), value, at, misfits);
      }
    } else {
      checkType(schema, value, at, misfits);
    }
  }

  private void checkType(JsonNode schema, JsonNode value, String at, List<String> misfits) {
    JsonNode types = schema.get("type");
    String type = types.isArray() ? types.get(0).textValue() : types.textValue();
    if (value.isNull() && types.isArray()) {
      return;
    }
    boolean fits =
        switch (type) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "integer" -> value.isIntegralNumber();
          case "boolean" -> value.isBoolean();
          default -> throw new IllegalArgumentException("type " + type);
        };
    if (!fits) {
      misfits.add(at + " is " + value + ", not of type " + types);
      return;
    }
    checkText(schema, value, at, misfits);
    for (int i = 0; type.equals("array") && i < value.size(); i++) {
      check(schema.get("items"), value.get(i), at + "[" + i + "]", misfits);
    }
    if (type.equals("object")) {
      checkFields(schema, value, at, misfits);
    }
  }

  private static void checkText(JsonNode schema, JsonNode value, String at, List<String> misfits) {
    if (schema.has("enum")) {
      boolean known = false;
      for (JsonNode word : schema.get("enum")) {
        known |= word.equals(value);
      }
      if (!known) {
        misfits.add(at + " is " + value + ", not one of " + schema.get("enum"));
      }
    }
    if (schema.path("format").asText().equals("date-time")) {
      Instant.parse(value.textValue());
    }
  }

  private void checkFields(JsonNode schema, JsonNode value, String at, List<String> misfits) {
    for (JsonNode required : schema.path("required")) {
      if (!value.has(required.textValue())) {
        misfits.add(at + " lacks " + required);
      }
    }
    JsonNode more = schema.get("additionalProperties");
    value
        .properties()
        .forEach(
            field -> {
              JsonNode known = schema.path("properties").get(field.getKey());
              String place = at + "." + field.getKey();
              if (known != null) {
                check(known, field.getValue(), place, misfits);
              } else if (more != null && more.isObject()) {
                check(more, field.getValue(), place, misfits);
              } else if (more != null && !more.booleanValue()) {
                misfits.add(place + " is not described");
              }
            });
  }
}
