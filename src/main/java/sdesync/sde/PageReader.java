package sdesync.sde;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one page of a list from the wire, item by item: <code>{"count", "next", "results": […]}
 * </code>. Nothing of it is held but what the items' taker keeps.
 */
final class PageReader {
  /**
   * No interning of names: a server could fill the JVM's table. Jackson's own messages quote what
   * they stumble over, which may be a password, so none of them leaves this class.
   */
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(200)
                  .maxStringLength(5_000_000)
                  .maxNameLength(10_000)
                  .build())
          .build();

  /** A parser that leaves the stream open, with the bounds of this class. */
  static JsonParser parser(InputStream body) throws IOException {
    return JSON.createParser(body).disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
  }

  /**
   * What a page says beside its items.
   *
   * @param count null when it said none
   * @param next null on the last page
   */
  record Page(@Nullable Long count, @Nullable String next, int items) {}

  private @Nullable Long count;
  private @Nullable String next;
  private int items = -1;
  private boolean countSeen;
  private boolean nextSeen;

  /**
   * @return null when the taker stopped it
   * @throws BadList when it is JSON of another shape
   * @throws IOException when it is not JSON or the wire fails
   */
  @Nullable Page read(InputStream body, ListItems taker) throws IOException {
    try (JsonParser json = parser(body)) {
      JsonToken first = json.nextToken();
      if (first == null) {
        throw new BadList("it is empty");
      }
      if (first != JsonToken.START_OBJECT) {
        throw new BadList("it is JSON, but not an object with \"results\"");
      }
      while (json.nextToken() != JsonToken.END_OBJECT) {
        if (!field(json, json.currentName(), taker)) {
          return null;
        }
      }
      if (items < 0) {
        throw new BadList("it has no \"results\"");
      }
      if (json.nextToken() != null) {
        throw new BadList("something follows the JSON object");
      }
      return new Page(count, next, items);
    }
  }

  private boolean field(JsonParser json, String name, ListItems taker) throws IOException {
    JsonToken value = json.nextToken();
    switch (name) {
      case "results" -> {
        return results(json, value, taker);
      }
      case "count" -> count(json, value);
      case "next" -> next(json, value);
      default -> json.skipChildren();
    }
    return true;
  }

  private boolean results(JsonParser json, JsonToken value, ListItems taker) throws IOException {
    if (value != JsonToken.START_ARRAY || items >= 0) {
      throw new BadList("its \"results\" is not one list");
    }
    items = 0;
    while (json.nextToken() != JsonToken.END_ARRAY) {
      items++;
      if (!taker.item(json)) {
        return false;
      }
    }
    return true;
  }

  private void count(JsonParser json, JsonToken value) throws IOException {
    if (countSeen
        || value != JsonToken.VALUE_NUMBER_INT
        || json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        || json.getLongValue() < 0) {
      throw new BadList("its \"count\" is not one whole number");
    }
    countSeen = true;
    count = json.getLongValue();
  }

  private void next(JsonParser json, JsonToken value) throws IOException {
    if (nextSeen || (value != JsonToken.VALUE_STRING && value != JsonToken.VALUE_NULL)) {
      throw new BadList("its \"next\" is neither one URL nor null");
    }
    nextSeen = true;
    next = value == JsonToken.VALUE_NULL ? null : json.getText();
  }
}
