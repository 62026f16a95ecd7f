package sdesync.sde;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdesync.integration.ParamsOutline;

/** Keeps the names and the target; every other value is skipped without becoming a text. */
final class OutlineReader implements ParamsReader {
  private static final int MOST_NAMES = 1_000;
  private static final int LONGEST_NAME = 1_000;

  private final Shared shared;
  private @Nullable ParamsOutline outline;

  OutlineReader(Shared shared) {
    this.shared = shared;
  }

  @Override
  public Optional<String> read(JsonParser json) throws IOException {
    List<String> names = new ArrayList<>();
    Map<String, String> hosts = new LinkedHashMap<>();
    Optional<String> invalid = Optional.empty();
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (names.size() >= MOST_NAMES || name.length() > LONGEST_NAME) {
        invalid =
            Optional.of(
                "it has more than "
                    + MOST_NAMES
                    + " params, or one whose name has more than "
                    + LONGEST_NAME
                    + " characters");
      } else {
        names.add(name);
      }
      if (value == JsonToken.VALUE_STRING && Targets.KEYS.contains(name)) {
        String host = Targets.host(json.getText());
        if (host != null) {
          hosts.put(name, host);
        }
      } else {
        json.skipChildren();
      }
    }
    if (invalid.isEmpty()) {
      outline = new ParamsOutline(shared.list(names), target(hosts));
    }
    return invalid;
  }

  private @Nullable String target(Map<String, String> hosts) {
    return Targets.KEYS.stream()
        .map(hosts::get)
        .filter(Objects::nonNull)
        .findFirst()
        .map(shared::text)
        .orElse(null);
  }

  /** Null when the item had no params. */
  @Nullable ParamsOutline outline() {
    return outline;
  }
}
