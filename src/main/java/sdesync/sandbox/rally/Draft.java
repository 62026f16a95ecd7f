package sdesync.sandbox.rally;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import sdesync.sandbox.rally.Attribute.Kind;

/** The fields a write sends, as values; and what is wrong with them, all of it. */
final class Draft {
  private static final Item.Absent ABSENT = new Item.Absent();

  /** What no text field of Rally takes. */
  private static final Pattern FORBIDDEN =
      Pattern.compile("<\\s*(script|iframe|object|embed|form)\\b", Pattern.CASE_INSENSITIVE);

  private final Items items;
  private final Type type;
  private final Scope scope;
  private final Map<String, Object> fields = new LinkedHashMap<>();
  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  Draft(Items items, Type type, Scope scope) {
    this.items = items;
    this.type = type;
    this.scope = scope;
  }

  /**
   * Takes in a body such as {@code {"Task":{"Name":"x"}}}.
   *
   * @throws WsapiError when it is no such body
   */
  Draft read(Optional<JsonNode> body) {
    Map.Entry<String, JsonNode> root =
        body.filter(json -> json.size() == 1)
            .map(json -> json.properties().iterator().next())
            .filter(entry -> entry.getKey().equalsIgnoreCase(type.name()))
            .filter(entry -> entry.getValue().isObject())
            .orElseThrow(
                () ->
                    new WsapiError(
                        "Could not parse: expected a JSON object with the one element \""
                            + type.name()
                            + "\""));
    for (Map.Entry<String, JsonNode> field : root.getValue().properties()) {
      if (field.getKey().startsWith("_")) {
        continue;
      }
      Optional<Attribute> known =
          type.attribute(field.getKey()).filter(attribute -> !attribute.readOnly());
      if (known.isPresent()) {
        take(known.get(), field.getValue());
      } else {
        warnings.add(
            "Ignored JSON element %s.%s during processing of this request."
                .formatted(root.getKey(), field.getKey()));
      }
    }
    return this;
  }

  /** Nothing that is required may be missing, once all is there. */
  Draft complete() {
    for (Attribute attribute : type.own()) {
      boolean given = fields.getOrDefault(attribute.name(), ABSENT) != ABSENT;
      if (attribute.required()
          && !attribute.readOnly()
          && !given
          && attribute.allowed().isEmpty()) {
        missing(attribute);
      }
    }
    return this;
  }

  private void missing(Attribute attribute) {
    String line = "Validation error: %s should not be null".formatted(named(attribute));
    if (!errors.contains(line)) {
      errors.add(line);
    }
  }

  void take(Attribute attribute, JsonNode value) {
    if (value.isNull() || (value.isTextual() && value.asText().isEmpty())) {
      if (attribute.required()) {
        missing(attribute);
      } else if (attribute.kind() == Kind.COLLECTION) {
        fields.put(attribute.name(), List.of());
      } else {
        fields.put(attribute.name(), ABSENT);
      }
      return;
    }
    boolean list = attribute.kind() == Kind.COLLECTION;
    boolean object = attribute.kind() == Kind.OBJECT;
    if (value.isArray() != list || (value.isObject() && !object)) {
      errors.add(
          "Could not parse: Cannot convert %s into a %s for %s."
              .formatted(value.getNodeType(), attribute.kind(), named(attribute)));
      return;
    }
    switch (attribute.kind()) {
      case STRING, TEXT, DATE -> text(attribute, value.asText());
      case STATE -> state(attribute, value.asText());
      case INTEGER, QUANTITY -> number(attribute, value);
      case BOOLEAN -> fields.put(attribute.name(), value.asBoolean());
      case OBJECT -> reference(attribute, value).ifPresent(id -> put(attribute, new Item.Ref(id)));
      case COLLECTION -> put(attribute, references(attribute, value));
    }
  }

  private void put(Attribute attribute, Object value) {
    fields.put(attribute.name(), value);
  }

  private void text(Attribute attribute, String text) {
    if (attribute.maxLength() > 0 && text.length() > attribute.maxLength()) {
      errors.add(
          "Validation error: %s length is greater than the maximum length of %d"
              .formatted(named(attribute), attribute.maxLength()));
    } else if (FORBIDDEN.matcher(text).find()) {
      errors.add(
          "Validation error: %s contained invalid input. Search 'HTML Whitelist' at help.rallydev.com for details."
              .formatted(named(attribute)));
    } else if (!attribute.allowed().isEmpty() && !attribute.allowed().contains(text)) {
      notAllowed(attribute, text);
    } else {
      put(attribute, text);
    }
  }

  private void state(Attribute attribute, String text) {
    if (attribute.allowed().contains(text)) {
      put(attribute, text);
    } else {
      notAllowed(attribute, text);
    }
  }

  private void notAllowed(Attribute attribute, String text) {
    errors.add(
        "Could not convert: Cannot use value \"%s\" for %s; allowed values are %s"
            .formatted(text, named(attribute), attribute.allowed()));
  }

  private void number(Attribute attribute, JsonNode value) {
    String text = value.asText();
    if (text.matches("-?\\d{1,15}")) {
      put(attribute, Long.parseLong(text));
    } else if (text.matches("-?\\d{1,15}\\.\\d{1,15}")) {
      put(attribute, Double.parseDouble(text));
    } else {
      errors.add(
          "Could not parse: Cannot convert \"%s\" into a number for %s."
              .formatted(text, named(attribute)));
    }
  }

  /** The ids of a list of references; what is wrong with one becomes an error. */
  List<Long> references(Attribute attribute, JsonNode list) {
    List<Long> ids = new ArrayList<>();
    list.forEach(one -> reference(attribute, one).ifPresent(ids::add));
    return ids.stream().distinct().toList();
  }

  /** A reference stands as text or as an object with {@code _ref}. */
  private Optional<Long> reference(Attribute attribute, JsonNode value) {
    String text = value.isObject() ? value.path("_ref").asText() : value.asText();
    Optional<Long> id =
        Fields.id(text)
            .flatMap(items::find)
            .filter(scope::visible)
            .filter(item -> item.is(String.valueOf(attribute.object())))
            .map(Item::id);
    if (id.isEmpty()) {
      errors.add(
          "Could not read: Could not read referenced object "
              + Fields.id(text).map(String::valueOf).orElse(text));
    }
    return id;
  }

  private String named(Attribute attribute) {
    return type.name() + "." + attribute.name();
  }

  Map<String, Object> fields() {
    return fields;
  }

  List<String> errors() {
    return errors;
  }

  List<String> warnings() {
    return warnings;
  }
}
