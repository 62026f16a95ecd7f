package sdesync.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sdesync.integration.ParamsOutline;

/** The names of params as a JSON array; never their values. */
final class ParamNames {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<List<String>> STRINGS = new TypeReference<>() {};

  private ParamNames() {}

  static @Nullable String write(@Nullable ParamsOutline params) {
    if (params == null) {
      return null;
    }
    try {
      return JSON.writeValueAsString(params.names());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a list of strings is always JSON", e);
    }
  }

  static List<String> read(String json) {
    try {
      return JSON.readValue(json, STRINGS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("column param_names does not hold a JSON array", e);
    }
  }
}
