package sdesync.sde;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sdesync.sde.Dialect.Listing;

/**
 * Reads jobs and keeps those that wait for somebody to run them. A job holds its whole connection,
 * params included: of that only the id is looked at.
 */
final class JobReader implements ListItems {
  private static final int LONGEST_USER = 200;

  private final Listing listing;
  private final Paging paging;
  private final List<Job> waiting;

  JobReader(Listing listing, Paging paging, List<Job> waiting) {
    this.listing = listing;
    this.paging = paging;
    this.waiting = waiting;
  }

  @Override
  public boolean item(JsonParser json) throws IOException {
    paging.counted();
    if (json.currentToken() != JsonToken.START_OBJECT) {
      json.skipChildren();
      return true;
    }
    Long id = null;
    Long connection = null;
    String user = "";
    // What does not say so is not taken for a request: it would run without anybody having asked.
    boolean ready = true;
    boolean automatic = true;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "id" -> id = id(value, json);
        case "connection" -> connection = idOf(value, json);
        case "user" -> user = user(value, json);
        case "ready" -> ready = value != JsonToken.VALUE_FALSE;
        case "automatic" -> automatic = value != JsonToken.VALUE_FALSE;
        default -> json.skipChildren();
      }
    }
    if (id != null && connection != null && !ready && !automatic) {
      waiting.add(new Job(listing.jobs(), id, connection, type(), user));
    }
    return true;
  }

  private String type() {
    return listing.type() == null ? "ALM" : listing.type();
  }

  private static @Nullable Long id(JsonToken value, JsonParser json) throws IOException {
    boolean fits =
        value == JsonToken.VALUE_NUMBER_INT
            && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
    json.skipChildren();
    return fits && json.getLongValue() > 0 ? (Long) json.getLongValue() : null;
  }

  /** An id, or the object whose id it is. */
  private static @Nullable Long idOf(JsonToken value, JsonParser json) throws IOException {
    if (value != JsonToken.START_OBJECT) {
      return id(value, json);
    }
    Long id = null;
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken inner = json.nextToken();
      if (field.equals("id")) {
        id = id(inner, json);
      } else {
        json.skipChildren();
      }
    }
    return id;
  }

  /** An e-mail address, an id, or the object that holds either. */
  private static String user(JsonToken value, JsonParser json) throws IOException {
    if (value == JsonToken.START_OBJECT) {
      String user = "";
      while (json.nextToken() != JsonToken.END_OBJECT) {
        String field = json.currentName();
        JsonToken inner = json.nextToken();
        if (field.equals("email") || (field.equals("id") && user.isEmpty())) {
          user = user(inner, json);
        } else {
          json.skipChildren();
        }
      }
      return user;
    }
    json.skipChildren();
    if (!value.isScalarValue() || value == JsonToken.VALUE_NULL) {
      return "";
    }
    String text = json.getText();
    return text.length() > LONGEST_USER || text.chars().anyMatch(Character::isISOControl)
        ? ""
        : text;
  }
}
