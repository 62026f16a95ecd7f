package sdesync.sandbox.rally;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import sdesync.sandbox.wire.Answer;
import sdesync.sandbox.wire.Request;

/** Creates, updates and deletes items, and adds to and removes from collections. */
final class Writing {
  private final Items items;
  private final Schema schema;
  private final Reading reading;

  Writing(Items items, Schema schema, Reading reading) {
    this.items = items;
    this.schema = schema;
    this.reading = reading;
  }

  Answer create(Request request, Type type, Account account, List<String> warnings) {
    Draft draft = new Draft(items, type, new Scope(items, account)).read(request.json()).complete();
    List<String> warned = Reading.some(warnings, draft.warnings());
    if (!draft.errors().isEmpty()) {
      return Envelope.failed("CreateResult", draft.errors(), warned);
    }
    Map<String, Object> fields = new Placing(items, account).complete(type, draft.fields());
    Item made = type.name().equals("Tag") ? tag(type, fields) : items.create(type, fields);
    return done("CreateResult", request, made, account, warned);
  }

  /** A workspace has one tag of a name, however many make it at the same time. */
  private Item tag(Type type, Map<String, Object> fields) {
    synchronized (items) {
      boolean used =
          items
              .of("Tag")
              .filter(tag -> Objects.equals(tag.fields().get("Workspace"), fields.get("Workspace")))
              .anyMatch(tag -> Objects.equals(tag.fields().get("Name"), fields.get("Name")));
      if (used) {
        throw new WsapiError(
            "Validation error: Tag.Name \"%s\" is in use".formatted(fields.get("Name")));
      }
      return items.create(type, fields);
    }
  }

  Answer update(Request request, Item item, Account account, List<String> warnings) {
    Type type = schema.type(item.type());
    Draft draft = new Draft(items, type, new Scope(items, account)).read(request.json());
    List<String> warned = Reading.some(warnings, draft.warnings());
    if (!draft.errors().isEmpty()) {
      return Envelope.failed("OperationResult", draft.errors(), warned);
    }
    Item changed = items.change(item, draft.fields());
    return done("OperationResult", request, changed, account, warned);
  }

  Answer delete(Item item, List<String> warnings) {
    items.remove(item);
    return Envelope.failed("OperationResult", List.of(), warnings);
  }

  private Answer done(
      String envelope, Request request, Item item, Account account, List<String> warnings) {
    Shape shape = reading.shape(request, account, true);
    return Envelope.of(
        envelope,
        List.of(),
        warnings,
        json -> {
          json.writeFieldName("Object");
          shape.write(json, item);
        });
  }

  /** To or from a collection: {@code {"CollectionItems":[{"_ref":…}]}}. */
  Answer members(Request request, Item item, Attribute attribute, boolean add, Account account) {
    if (attribute.readOnly()) {
      throw new WsapiError(
          "Could not set %s.%s: the collection is read-only"
              .formatted(item.type(), attribute.name()));
    }
    JsonNode sent =
        request
            .json()
            .map(body -> body.path("CollectionItems"))
            .filter(JsonNode::isArray)
            .orElseThrow(
                () ->
                    new WsapiError(
                        "Could not parse: expected a JSON object with the list"
                            + " \"CollectionItems\""));
    var draft = new Draft(items, schema.type(item.type()), new Scope(items, account));
    List<Long> named = draft.references(attribute, sent);
    if (!draft.errors().isEmpty()) {
      return Envelope.failed("OperationResult", draft.errors(), List.of());
    }
    Set<Long> ids = new LinkedHashSet<>(item.ids(attribute.name()));
    if (add) {
      ids.addAll(named);
    } else {
      named.forEach(ids::remove);
    }
    Item changed = items.change(item, Map.of(attribute.name(), List.copyOf(ids)));
    Shape shape = reading.shape(request, account, false);
    return Envelope.of(
        "OperationResult",
        List.of(),
        List.of(),
        json -> {
          json.writeArrayFieldStart("Results");
          for (Item member : shape.members(changed, attribute)) {
            shape.write(json, member);
          }
          json.writeEndArray();
        });
  }
}
