package sdesync.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import sdesync.history.Attempt;

/** The columns of a run that hold JSON. */
final class RunJson {
  /** Of a text column, in characters. */
  private static final int SUMMARY = 8_000;

  private static final int FLAGS = 2_000;
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private static final TypeReference<List<Attempt>> ATTEMPTS = new TypeReference<>() {};
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};
  private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};

  private RunJson() {}

  static String attempts(List<Attempt> attempts) {
    return write(attempts);
  }

  static List<Attempt> attempts(String json) {
    return read(json, ATTEMPTS);
  }

  /** Nothing, rather than half, of a summary that is too long for its column. */
  static String summary(Map<String, Object> summary) {
    String json = write(summary);
    return json.length() <= SUMMARY ? json : "{}";
  }

  static Map<String, Object> summary(String json) {
    return read(json, OBJECT);
  }

  static String flags(List<String> flags) {
    var kept = new ArrayList<>(flags);
    while (write(kept).length() > FLAGS) {
      kept.remove(kept.size() - 1);
    }
    return write(kept);
  }

  static List<String> flags(String json) {
    return read(json, STRINGS);
  }

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON: " + value.getClass(), e);
    }
  }

  private static <T> T read(String json, TypeReference<T> type) {
    try {
      return JSON.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a column of table run holds no JSON of its shape", e);
    }
  }
}
