package sdesync.sandbox.rally;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How an item looks in an answer, by what the request fetches. */
final class Shape {
  static final String ROOT = "/slm/webservice/v2.0/";

  /** References of references are filled too, but not without end. */
  private static final int DEPTH = 2;

  private final Items items;
  private final Schema schema;
  private final String origin;
  private final Fetch fetch;
  private final Predicate<Item> visible;

  /**
   * @param visible what the caller may see: collections count nothing else
   */
  Shape(Items items, Schema schema, String origin, Fetch fetch, Predicate<Item> visible) {
    this.items = items;
    this.schema = schema;
    this.origin = origin;
    this.fetch = fetch;
    this.visible = visible;
  }

  /**
   * Which fields a request wants.
   *
   * @param all every one
   * @param names when not all
   */
  record Fetch(boolean all, Set<String> names) {
    static Fetch of(Optional<String> parameter, boolean otherwise) {
      String text = parameter.orElse(Boolean.toString(otherwise));
      if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
        return new Fetch(Boolean.parseBoolean(text), Set.of());
      }
      // What stands in brackets shapes a nested object; the name before them is what is fetched.
      return new Fetch(
          false,
          Arrays.stream(text.split(",", -1))
              .map(name -> name.replaceAll("[:\\[].*", "").strip())
              .collect(Collectors.toSet()));
    }

    boolean wants(Attribute attribute) {
      return all || names.contains(attribute.name());
    }
  }

  static void version(JsonGenerator json) throws IOException {
    json.writeStringField("_rallyAPIMajor", "2");
    json.writeStringField("_rallyAPIMinor", "0");
  }

  void write(JsonGenerator json, Item item) throws IOException {
    json.writeStartObject();
    inside(json, item, 0);
    json.writeEndObject();
  }

  /** Its fields, into an object that is already begun. */
  void inside(JsonGenerator json, Item item, int depth) throws IOException {
    version(json);
    json.writeStringField("_ref", ref(item));
    json.writeStringField("_refObjectUUID", item.uuid().toString());
    boolean full = depth == 0 ? fetch.all() || !fetch.names().isEmpty() : !fetch.names().isEmpty();
    if (full && depth == 0) {
      json.writeStringField("_objectVersion", Long.toString(item.version()));
    }
    json.writeStringField("_refObjectName", item.name());
    if (full && depth <= DEPTH) {
      for (Attribute attribute : schema.type(item.type()).own()) {
        if (fetch.wants(attribute)) {
          field(json, item, attribute, depth);
        }
      }
    }
    json.writeStringField("_type", item.type());
  }

  private void field(JsonGenerator json, Item item, Attribute attribute, int depth)
      throws IOException {
    json.writeFieldName(attribute.name());
    if (attribute.kind() == Attribute.Kind.COLLECTION) {
      collection(json, item, attribute);
      return;
    }
    Optional<Object> value = Fields.value(item, attribute.name());
    if (value.isPresent() && value.get() instanceof Item.Ref ref) {
      Optional<Item> target = items.find(ref.id()).filter(visible);
      if (target.isPresent()) {
        json.writeStartObject();
        inside(json, target.get(), depth + 1);
        json.writeEndObject();
      } else {
        json.writeNull();
      }
      return;
    }
    // A text that is empty is an empty text; anything else that is not set is null.
    json.writeObject(value.orElse(attribute.kind() == Attribute.Kind.TEXT ? "" : null));
  }

  private void collection(JsonGenerator json, Item item, Attribute attribute) throws IOException {
    List<Item> members = members(item, attribute);
    json.writeStartObject();
    version(json);
    json.writeStringField(
        "_ref", origin + ROOT + item.type() + "/" + item.id() + "/" + attribute.name());
    json.writeStringField("_type", String.valueOf(attribute.object()));
    if (attribute.is("Tags")) {
      json.writeArrayFieldStart("_tagsNameArray");
      for (Item member : members) {
        json.writeStartObject();
        json.writeStringField("Name", member.name());
        json.writeStringField("_ref", "/tag/" + member.id());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeNumberField("Count", members.size());
    json.writeEndObject();
  }

  List<Item> members(Item item, Attribute attribute) {
    return item.ids(attribute.name()).stream()
        .flatMap(id -> items.find(id).stream())
        .filter(visible)
        .toList();
  }

  String ref(Item item) {
    return origin + ROOT + schema.type(item.type()).path() + "/" + item.id();
  }
}
