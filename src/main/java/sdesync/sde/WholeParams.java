package sdesync.sde;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Params;

/** The params of one item with their values, for a run. */
final class WholeParams implements ParamsReader {
  /** Numbers keep their digits: 1.10 is handed over as 1.10. */
  private static final ObjectMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private static final TypeReference<Map<String, @Nullable Object>> MAP = new TypeReference<>() {};

  private @Nullable Params params;

  @Override
  public Optional<String> read(JsonParser json) throws IOException {
    params = new Params(MAPPER.readValue(json, MAP));
    return Optional.empty();
  }

  /** Null when the item had no params. */
  @Nullable Params params() {
    return params;
  }
}
