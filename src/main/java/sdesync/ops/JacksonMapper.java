package sdesync.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.javalin.json.JsonMapper;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;

/** Javalin's answers through {@link Json}. */
final class JacksonMapper implements JsonMapper {
  @Override
  public String toJsonString(Object answer, Type type) {
    try {
      return Json.MAPPER.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
