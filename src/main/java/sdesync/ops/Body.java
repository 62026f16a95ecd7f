package sdesync.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The JSON object of a request, read field by field; what does not fit is {@code INVALID}. */
final class Body {
  /** Far more than any order needs. */
  static final int MOST_BYTES = 256 * 1024;

  private final ObjectNode json;

  private Body(ObjectNode json) {
    this.json = json;
  }

  /** Reads the whole body; none at all is an empty object. */
  static Body of(Context request, Set<String> fields) {
    ObjectNode json = object(bytes(request));
    json.fieldNames()
        .forEachRemaining(
            name -> {
              if (!fields.contains(name)) {
                throw OpsFailure.invalid(
                    "unknown field \"" + name + "\"; allowed are " + new TreeSet<>(fields));
              }
            });
    return new Body(json);
  }

  /** The bytes of the body, bounded. */
  static byte[] bytes(Context request) {
    byte[] kept = request.attribute("body");
    if (kept != null) {
      return kept;
    }
    try {
      byte[] bytes = request.bodyInputStream().readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new OpsFailure(
            OpsFailure.Kind.TOO_LARGE,
            "the request body is larger than " + MOST_BYTES + " bytes, which is the most allowed");
      }
      request.attribute("body", bytes);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode object(byte[] bytes) {
    if (new String(bytes, StandardCharsets.UTF_8).isBlank()) {
      return Json.MAPPER.createObjectNode();
    }
    try {
      JsonNode read = Json.MAPPER.readTree(bytes);
      if (read instanceof ObjectNode object) {
        return object;
      }
      throw OpsFailure.invalid("the request body is not a JSON object");
    } catch (JsonProcessingException e) {
      throw OpsFailure.invalid("the request body is not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private @Nullable JsonNode given(String field) {
    JsonNode value = json.get(field);
    return value == null || value.isNull() ? null : value;
  }

  @Nullable String text(String field) {
    JsonNode value = given(field);
    if (value == null) {
      return null;
    }
    if (!value.isTextual()) {
      throw wrong(field, value, "a string");
    }
    return value.textValue();
  }

  @Nullable Long number(String field) {
    JsonNode value = given(field);
    return value == null ? null : id(field, value);
  }

  List<Long> ids(String field) {
    JsonNode value = given(field);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      throw wrong(field, value, "an array of integration ids");
    }
    var ids = new ArrayList<Long>();
    value.forEach(item -> ids.add(id(field, item)));
    return ids;
  }

  boolean flag(String field) {
    JsonNode value = given(field);
    if (value != null && !value.isBoolean()) {
      throw wrong(field, value, "true or false");
    }
    return value != null && value.booleanValue();
  }

  @Nullable Instant time(String field) {
    String text = text(field);
    return text == null ? null : time(field, text);
  }

  /** Reads an ISO-8601 instant; throws {@code INVALID}. */
  static Instant time(String field, String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw OpsFailure.invalid(
          field + " is \"" + text + "\"; allowed is a time such as 2026-11-23T21:00:00Z");
    }
  }

  private static long id(String field, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() <= 0) {
      throw wrong(field, value, "a positive integer");
    }
    return value.longValue();
  }

  private static OpsFailure wrong(String field, JsonNode value, String allowed) {
    String shown = value.toString();
    return OpsFailure.invalid(
        field
            + " is "
            + shown.substring(0, Math.min(60, shown.length()))
            + "; allowed is "
            + allowed);
  }
}
