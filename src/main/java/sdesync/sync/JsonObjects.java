package sdesync.sync;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Objects among params: sent as JSON, or as a text that is JSON. Of texts and lists of texts. */
final class JsonObjects {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
  private static final String EXPECTED = "a JSON object of texts or lists of texts is expected";

  private JsonObjects() {}

  /**
   * @param problem told what is wrong; the object is empty then
   */
  static Map<String, Object> read(@Nullable Object value, Consumer<String> problem) {
    if (value == null || value.toString().isBlank()) {
      return Map.of();
    }
    if (value instanceof Map<?, ?> sent) {
      return checked(sent, problem);
    }
    try {
      return checked(
          MAPPER.readValue(value.toString(), new TypeReference<LinkedHashMap<String, Object>>() {}),
          problem);
    } catch (JsonProcessingException e) {
      // Not its message: it would quote the value.
      problem.accept("is not JSON; " + EXPECTED);
      return Map.of();
    }
  }

  private static Map<String, Object> checked(@Nullable Map<?, ?> object, Consumer<String> problem) {
    var checked = new LinkedHashMap<String, Object>();
    if (object == null) {
      problem.accept("is null; " + EXPECTED);
      return checked;
    }
    for (Map.Entry<?, ?> entry : object.entrySet()) {
      Object value = texts(entry.getValue());
      if (value == null) {
        problem.accept(
            "has another value at " + ParamReader.shown("" + entry.getKey()) + "; " + EXPECTED);
        return Map.of();
      }
      checked.put(String.valueOf(entry.getKey()), value);
    }
    return checked;
  }

  /** The value with numbers and booleans as texts; null when it is neither text nor list. */
  private static @Nullable Object texts(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return list.stream().allMatch(JsonObjects::isScalar)
          ? list.stream().map(String::valueOf).toList()
          : null;
    }
    return isScalar(value) ? String.valueOf(value) : null;
  }

  private static boolean isScalar(@Nullable Object value) {
    return value instanceof String || value instanceof Number || value instanceof Boolean;
  }
}
