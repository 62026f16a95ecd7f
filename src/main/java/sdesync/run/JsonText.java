package sdesync.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Integration;
import sdesync.redact.Secret;

/** Params as the JSON document of contract section 4. */
final class JsonText {
  static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private JsonText() {}

  static String of(CommandInput input) {
    var document = new LinkedHashMap<String, Object>();
    document.put("integration", integration(input.integration()));
    document.put("params", input.params().values());
    document.put("sde", sde(input.sde()));
    try {
      return MAPPER.writeValueAsString(document);
    } catch (JsonProcessingException e) {
      // Its message may quote a value.
      throw new IllegalStateException("the params are no JSON values");
    }
  }

  /** The fields of sde-integrations-api.md, "Get all integrations"; an unknown project is null. */
  private static Map<String, @Nullable Object> integration(Integration integration) {
    var fields = new LinkedHashMap<String, @Nullable Object>();
    fields.put("id", integration.id());
    fields.put("project_id", integration.projectId());
    fields.put("system", integration.system());
    fields.put("alias", integration.alias());
    fields.put("frequency", integration.frequency());
    fields.put("command", integration.command());
    fields.put("type", integration.type());
    return fields;
  }

  private static Map<String, String> sde(CommandInput.Sde sde) {
    var fields = new LinkedHashMap<String, String>();
    fields.put("url", sde.url().toString());
    Secret token = sde.token();
    if (token != null) {
      fields.put("token", token.reveal());
    }
    return fields;
  }
}
