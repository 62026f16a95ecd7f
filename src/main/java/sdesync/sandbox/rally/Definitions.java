package sdesync.sandbox.rally;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Describes the types of a workspace as items of it, which clients read like any other. */
final class Definitions {
  private final Items items;
  private final Schema schema;

  Definitions(Items items, Schema schema) {
    this.items = items;
    this.schema = schema;
  }

  /** Removes all there are. */
  void forget() {
    for (String type : List.of("AllowedAttributeValue", "AttributeDefinition", "TypeDefinition")) {
      items.of(type).forEach(items::remove);
    }
  }

  void define(long workspace, long subscription) {
    Map<String, Object> place = new LinkedHashMap<>();
    place.put("Workspace", new Item.Ref(workspace));
    place.put("Subscription", new Item.Ref(subscription));
    for (Type type : schema.types()) {
      Map<String, Object> fields = new LinkedHashMap<>(place);
      fields.put("Name", type.label());
      fields.put("ElementName", type.name());
      fields.put("TypePath", type.name());
      fields.put(
          "DisplayName",
          type.name().equals("HierarchicalRequirement") ? "User Story" : type.label());
      fields.put("IDPrefix", type.prefix());
      fields.put("Creatable", type.writable());
      Item definition = items.create(schema.type("TypeDefinition"), fields);
      for (Attribute attribute : type.own()) {
        attribute(definition, attribute, place);
      }
    }
  }

  private void attribute(Item definition, Attribute attribute, Map<String, Object> place) {
    Map<String, Object> fields = new LinkedHashMap<>(place);
    fields.put("Name", attribute.label());
    fields.put("ElementName", attribute.name());
    fields.put("AttributeType", attribute.kind().name());
    fields.put("Required", attribute.required());
    fields.put("ReadOnly", attribute.readOnly());
    fields.put("Constrained", !attribute.allowed().isEmpty());
    fields.put("Custom", attribute.custom());
    fields.put("MaxLength", (long) attribute.maxLength());
    fields.put("TypeDefinition", new Item.Ref(definition.id()));
    Item made = items.create(schema.type("AttributeDefinition"), fields);
    for (String value : attribute.allowed()) {
      Map<String, Object> allowed = new LinkedHashMap<>(place);
      allowed.put("StringValue", value);
      allowed.put("ValueIndex", (long) attribute.allowed().indexOf(value));
      allowed.put("AttributeDefinition", new Item.Ref(made.id()));
      items.create(schema.type("AllowedAttributeValue"), allowed);
    }
  }
}
