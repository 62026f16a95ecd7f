package sdesync.sandbox.rally;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Anything Rally knows. It never changes; a write puts another in its place.
 *
 * @param type by name, for a type may gain fields
 * @param fields a String, Long, Double, Boolean, {@link Ref} or, for a collection, a list of ids,
 *     by the field's name; absent is null
 */
record Item(long id, UUID uuid, String type, long version, Map<String, Object> fields) {
  Item {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /** The id of another item. */
  record Ref(long id) {}

  Optional<Object> value(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** Whether it is of that type; what has a formatted id is an artifact too. */
  boolean is(String wanted) {
    return type.equals(wanted)
        || (wanted.equals(Schema.ARTIFACT) && fields.containsKey("FormattedID"));
  }

  String text(String name) {
    return value(name).map(Object::toString).orElse("");
  }

  /** The id of the item that field refers to; 0 for none. */
  long ref(String name) {
    return fields.get(name) instanceof Ref ref ? ref.id() : 0;
  }

  /** The ids of a collection. */
  @SuppressWarnings("unchecked")
  List<Long> ids(String name) {
    return fields.get(name) instanceof List<?> ids ? (List<Long>) ids : List.of();
  }

  /** What {@code _refObjectName} tells of it. */
  String name() {
    return switch (type) {
      case "User" -> text("UserName");
      case "ConversationPost" -> text("Text");
      case "AllowedAttributeValue" -> text("StringValue");
      default -> text("Name");
    };
  }

  Item with(Map<String, Object> changed) {
    Map<String, Object> more = new LinkedHashMap<>(fields);
    more.putAll(changed);
    more.values().removeIf(Absent.class::isInstance);
    return new Item(id, uuid, type, version + 1, more);
  }

  /** What a field is set to, to have none. */
  record Absent() {}
}
