package sdesync.rally;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The frames around every answer: {@code QueryResult}, {@code CreateResult}, {@code
 * OperationResult}, or the type of the one object that was asked for. Failures come inside them,
 * with HTTP 200.
 */
final class Envelopes {
  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder().disable(JsonFactory.Feature.INTERN_FIELD_NAMES).build();
  private static final JsonMapper MAPPER = new JsonMapper(FACTORY);
  private static final int MOST_LINES = 20;

  private Envelopes() {}

  /** Reads a frame. */
  interface Reader<T extends Framed> {
    T read(InputStream body) throws IOException;
  }

  /** What every frame has. */
  interface Framed {
    List<String> errors();

    List<String> warnings();
  }

  /**
   * One object.
   *
   * @param content an {@code Object} where the frame has one, else all that is in the frame
   */
  record Content(JsonNode content, List<String> errors, List<String> warnings) implements Framed {}

  /**
   * A page of a list, whose items were handed over.
   *
   * @param total of all pages
   */
  record Page(long total, int items, List<String> errors, List<String> warnings)
      implements Framed {}

  /** JSON of another shape, or none. */
  static final class Unframed extends IOException {
    private static final long serialVersionUID = 1L;
    private final boolean html;

    Unframed(String message, boolean html) {
      super(message);
      this.html = html;
    }

    boolean looksLikeHtml() {
      return html;
    }
  }

  static Content read(InputStream body) throws IOException {
    try (JsonParser json = open(body)) {
      JsonNode frame = MAPPER.readTree(json);
      closed(json);
      JsonNode object = frame.path("Object");
      return new Content(
          object.isObject() ? object : frame,
          lines(frame.path("Errors")),
          lines(frame.path("Warnings")));
    }
  }

  static Page page(InputStream body, Consumer<JsonNode> each) throws IOException {
    try (JsonParser json = open(body)) {
      long total = -1;
      int items = 0;
      boolean results = false;
      List<String> errors = List.of();
      List<String> warnings = List.of();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        JsonToken value = json.nextToken();
        if (name.equals("Results") && value == JsonToken.START_ARRAY) {
          results = true;
          while (json.nextToken() != JsonToken.END_ARRAY) {
            each.accept(MAPPER.readTree(json));
            items++;
          }
        } else if (name.equals("TotalResultCount") && value == JsonToken.VALUE_NUMBER_INT) {
          total = json.getLongValue();
        } else if (name.equals("Errors")) {
          errors = lines(MAPPER.readTree(json));
        } else if (name.equals("Warnings")) {
          warnings = lines(MAPPER.readTree(json));
        } else {
          json.skipChildren();
        }
      }
      closed(json);
      if (errors.isEmpty() && (!results || total < 0)) {
        throw new Unframed("is no list of Rally's", false);
      }
      return new Page(total, items, errors, warnings);
    }
  }

  /** The parser on the value of the frame's one field, an object. */
  private static JsonParser open(InputStream body) throws IOException {
    JsonParser json = FACTORY.createParser(body);
    try {
      json.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
      if (json.nextToken() != JsonToken.START_OBJECT
          || json.nextToken() != JsonToken.FIELD_NAME
          || json.nextToken() != JsonToken.START_OBJECT) {
        throw new Unframed("is not one of Rally's", false);
      }
      return json;
    } catch (com.fasterxml.jackson.core.JsonParseException e) {
      throw String.valueOf(e.getOriginalMessage()).contains("'<'")
          ? new Unframed("is a page", true)
          : e;
    }
  }

  /** What follows the object of the frame: its end, and nothing. */
  private static void closed(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.END_OBJECT) {
      throw new Unframed("has more than one frame", false);
    }
    if (json.nextToken() != null) {
      throw new Unframed("has something behind it", false);
    }
  }

  private static List<String> lines(JsonNode array) {
    List<String> lines = new ArrayList<>();
    for (JsonNode line : array) {
      if (lines.size() < MOST_LINES) {
        lines.add(line.isTextual() ? line.asText() : line.toString());
      }
    }
    return lines;
  }

  /** An object to be sent, in its frame. */
  static String body(String frame, Map<String, ?> fields) {
    var object = JsonNodeFactory.instance.objectNode();
    object.set(frame, MAPPER.valueToTree(fields));
    return object.toString();
  }

  /** A list to be sent, under its name. */
  static String list(String name, List<Map<String, String>> items) {
    var object = JsonNodeFactory.instance.objectNode();
    object.set(name, MAPPER.valueToTree(items));
    return object.toString();
  }
}
