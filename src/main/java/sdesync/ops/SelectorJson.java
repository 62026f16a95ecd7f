package sdesync.ops;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A {@link Selector} as fields of a request body. */
final class SelectorJson {
  /** The fields it takes, in the order of contract section 3. */
  static final Set<String> FIELDS =
      Set.of("ids", "alias", "system", "type", "frequency", "project", "all");

  private SelectorJson() {}

  static Selector read(Body body) {
    var selector =
        new Selector(
            body.ids("ids"),
            body.text("alias"),
            body.text("system"),
            body.text("type"),
            body.text("frequency"),
            body.number("project"),
            body.flag("all"));
    if (selector.saysNothing()) {
      throw OpsFailure.invalid(
          "the request selects nothing; give ids, alias, system, type, frequency, project or"
              + " \"all\": true");
    }
    return selector;
  }

  /** Writes only the fields that say something. */
  static ObjectNode write(Selector selector) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    if (!selector.ids().isEmpty()) {
      selector.ids().forEach(json.putArray("ids")::add);
    }
    put(json, "alias", selector.alias());
    put(json, "system", selector.system());
    put(json, "type", selector.type());
    put(json, "frequency", selector.frequency());
    if (selector.project() != null) {
      json.put("project", selector.project());
    }
    if (selector.all()) {
      json.put("all", true);
    }
    return json;
  }

  private static void put(ObjectNode json, String field, @Nullable String value) {
    if (value != null) {
      json.put(field, value);
    }
  }
}
