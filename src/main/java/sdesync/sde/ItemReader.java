package sdesync.sde;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Integration;
import sdesync.integration.ParamsOutline;

/**
 * Reads one item of a list, token by token; each object reads one. The fields are those of
 * sde-integrations-api.md, "Get all integrations", or those of a connection; others are passed
 * over.
 */
final class ItemReader {
  /** What the store has room for. */
  private static final int LONGEST = 1_000;

  /** The API's text fields. */
  private enum Text {
    SYSTEM,
    ALIAS,
    FREQUENCY,
    COMMAND,
    TYPE;

    static @Nullable Text named(String field) {
      return FIELDS.get(field);
    }

    private static final Map<String, Text> FIELDS =
        new HashMap<>(
            Map.of(
                "system",
                SYSTEM,
                "alias",
                ALIAS,
                "frequency",
                FREQUENCY,
                "command",
                COMMAND,
                "type",
                TYPE));
  }

  private final ParamsReader params;
  private final Shared shared;
  private final ItemForm form;
  private final @Nullable ConnectionFields connection;
  private final EnumMap<Text, String> texts = new EnumMap<>(Text.class);
  private @Nullable Long id;
  private boolean idSeen;
  private @Nullable Long projectId;
  private @Nullable String invalid;
  private @Nullable SystemName system;

  ItemReader(ParamsReader params, Shared shared, ItemForm form) {
    this.params = params;
    this.shared = shared;
    this.form = form;
    this.connection = form.isConnection() ? new ConnectionFields() : null;
  }

  /**
   * Reads from the item's first token to its last.
   *
   * @throws IOException when it is not JSON or the wire fails
   */
  void read(JsonParser json) throws IOException {
    if (json.currentToken() != JsonToken.START_OBJECT) {
      refuse("the item is " + kind(json.currentToken()) + " instead of an object");
      json.skipChildren();
      return;
    }
    while (json.nextToken() != JsonToken.END_OBJECT) {
      String field = json.currentName();
      JsonToken value = json.nextToken();
      switch (field) {
        case "id" -> readId(json, value);
        case "params" -> params(json, value);
        default -> {
          if (field.equals(form.projectField())) {
            projectId = positive(json, value, field);
          } else if (connection == null || !readConnection(connection, json, value, field)) {
            readText(json, value, field);
          }
        }
      }
    }
    if (!idSeen) {
      refuse("it has no id");
    }
    if (!texts.containsKey(Text.COMMAND)) {
      refuse("it has no command");
    }
  }

  private boolean readConnection(
      ConnectionFields fields, JsonParser json, JsonToken value, String field) throws IOException {
    if (field.equals("system") && value == JsonToken.START_OBJECT) {
      system = SystemName.read(json);
      String shown = system.shown();
      if (shown != null) {
        keep(Text.SYSTEM, field, shown);
      }
      return true;
    }
    if (field.equals("inaccessible") && !value.isBoolean() && value != JsonToken.VALUE_NULL) {
      // What cannot be read must not decide who runs it.
      refuse("its inaccessible is " + kind(value) + "; allowed is true or false");
    }
    return fields.take(field, value, json);
  }

  private void readId(JsonParser json, JsonToken value) throws IOException {
    Long read = positive(json, value, "id");
    if (idSeen) {
      refuse("it has more than one id");
    } else if (value == JsonToken.VALUE_NULL) {
      refuse("its id is null; allowed is a positive integer");
    } else {
      id = read;
    }
    idSeen = true;
  }

  private void params(JsonParser json, JsonToken value) throws IOException {
    if (value == JsonToken.START_OBJECT) {
      params.read(json).ifPresent(this::refuse);
    } else if (value != JsonToken.VALUE_NULL) {
      refuse("its params are " + kind(value) + "; allowed is an object");
      json.skipChildren();
    }
  }

  private void readText(JsonParser json, JsonToken value, String field) throws IOException {
    Text text = Text.named(field);
    if (text == null || value == JsonToken.VALUE_NULL) {
      json.skipChildren();
    } else if (value != JsonToken.VALUE_STRING) {
      refuse("its " + field + " is " + kind(value) + "; allowed is a text");
      json.skipChildren();
    } else {
      keep(text, field, json.getText());
    }
  }

  private void keep(Text text, String field, String value) {
    if (value.length() > LONGEST) {
      refuse("its " + field + " has " + value.length() + " characters; allowed are " + LONGEST);
    } else if (value.indexOf('\0') >= 0) {
      refuse("its " + field + " holds a NUL character");
    } else if (text != Text.COMMAND || !value.isEmpty()) {
      texts.put(text, text == Text.ALIAS ? value : shared.text(value));
    }
  }

  private @Nullable Long positive(JsonParser json, JsonToken value, String field)
      throws IOException {
    if (value == JsonToken.VALUE_NULL) {
      return null;
    }
    if (value == JsonToken.VALUE_NUMBER_INT
        && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER
        && json.getLongValue() > 0) {
      return json.getLongValue();
    }
    refuse(
        "its "
            + field
            + " is "
            + (value.isNumeric() ? abbreviated(json.getText()) : kind(value))
            + "; allowed is a positive integer");
    json.skipChildren();
    return null;
  }

  private static String abbreviated(String number) {
    return number.length() <= 30 ? number : number.substring(0, 30) + "…";
  }

  private static String kind(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> "an object";
      case START_ARRAY -> "a list";
      case VALUE_STRING -> "a text";
      case VALUE_TRUE, VALUE_FALSE -> "true or false";
      case VALUE_NULL -> "null";
      default -> "a number";
    };
  }

  /** The first reason is the one that is told. */
  private void refuse(String why) {
    if (invalid == null) {
      invalid = why;
    }
  }

  /** As far as it was readable; null when not. */
  @Nullable Long id() {
    return id;
  }

  /** Why the item is invalid, empty when it is not. */
  Optional<String> invalid() {
    return Optional.ofNullable(invalid);
  }

  /** The valid item. */
  Integration integration(@Nullable ParamsOutline outline) {
    if (id == null || invalid != null) {
      throw new IllegalStateException("the item is invalid: " + invalid);
    }
    return new Integration(
        id,
        form.project() != null ? form.project() : projectId,
        text(Text.SYSTEM),
        text(Text.ALIAS),
        text(Text.FREQUENCY),
        text(Text.COMMAND),
        form.type() != null ? form.type() : text(Text.TYPE),
        outline,
        connection == null ? null : connection.state());
  }

  /** All the names of its system. */
  Collection<String> systems() {
    return system == null ? List.of(text(Text.SYSTEM)) : system.names().values();
  }

  private String text(Text text) {
    return texts.getOrDefault(text, "");
  }
}
