package sdesync.sde;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection's system where it is an object: {@code {"id", "short_name", "name"}} since 2018,
 * without the short name before. People know it by its name; a filter may use any of the three.
 */
record SystemName(Map<String, String> names) {
  private static final List<String> BY_PREFERENCE = List.of("name", "short_name", "id");

  /** Reads from the object's first token to its last. */
  static SystemName read(JsonParser json) throws IOException {
    Map<String, String> names = new LinkedHashMap<>();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      if (value == JsonToken.VALUE_STRING && BY_PREFERENCE.contains(field)) {
        names.put(field, json.getText());
      } else {
        json.skipChildren();
      }
    }
    return new SystemName(names);
  }

  /** Null when the object has none. */
  @Nullable String shown() {
    return BY_PREFERENCE.stream()
        .map(names::get)
        .filter(Objects::nonNull)
        .filter(name -> !name.isEmpty())
        .findFirst()
        .orElse(null);
  }
}
