package sdesync.sandbox.rally;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sdesync.sandbox.wire.Answer;
import sdesync.sandbox.wire.Query;
import sdesync.sandbox.wire.Request;

/** Queries, single items and collections. */
final class Reading {
  private static final int PAGE = 20;
  private static final String[] NONE = {};

  /** The order a team drags its work into: here, as it came. */
  private static final Set<String> RANK = Set.of("Rank", "DragAndDropRank");

  private static final int LARGEST_PAGE = 2000;

  private final Items items;
  private final Schema schema;
  private final Matching matching;

  Reading(Items items, Schema schema) {
    this.items = items;
    this.schema = schema;
    this.matching = new Matching(items, schema);
  }

  Answer query(Request request, Type type, Account account, List<String> warnings) {
    var scope = new Scope(items, account);
    // Of artifacts a request may name the types it means.
    Set<String> types = request.query().list("types");
    return results(
        request,
        type,
        items
            .of(type.name())
            .filter(item -> types.isEmpty() || types.contains(schema.type(item.type()).path()))
            .filter(scope.of(type, request.query())),
        scope::visible,
        warnings);
  }

  Answer collection(
      Request request, Item item, Attribute attribute, Account account, List<String> warnings) {
    Type type = schema.type(String.valueOf(attribute.object()));
    var scope = new Scope(items, account);
    Stream<Item> members =
        item.ids(attribute.name()).stream()
            .flatMap(id -> items.find(id).stream())
            .filter(scope::visible);
    return results(request, type, members, scope::visible, warnings);
  }

  Answer one(Request request, Item item, Account account, List<String> warnings) {
    Shape shape = shape(request, account, true);
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeObjectFieldStart(item.type());
          shape.inside(json, item, 0);
          Envelope.lines(json, List.of(), warnings);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  Shape shape(Request request, Account account, boolean fetchAll) {
    var fetch = Shape.Fetch.of(request.query().value("fetch"), fetchAll);
    return new Shape(items, schema, request.origin(), fetch, new Scope(items, account)::visible);
  }

  private Answer results(
      Request request,
      Type type,
      Stream<Item> from,
      Predicate<Item> visible,
      List<String> warnings) {
    Query query = request.query();
    Predicate<Item> wanted =
        query
            .value("query")
            .map(text -> matching.of(QueryParser.parse(text), type))
            .orElse(item -> true);
    int size = Math.min(number(query, "pagesize", PAGE), LARGEST_PAGE);
    int start = number(query, "start", 1);
    List<Item> found = from.filter(wanted).sorted(order(query, type)).toList();
    var fetch = Shape.Fetch.of(query.value("fetch"), false);
    var shape = new Shape(items, schema, request.origin(), fetch, visible);
    return Envelope.of(
        "QueryResult",
        List.of(),
        warnings,
        json -> {
          json.writeNumberField("TotalResultCount", found.size());
          json.writeNumberField("StartIndex", start);
          json.writeNumberField("PageSize", size);
          json.writeArrayFieldStart("Results");
          for (Item item : found.stream().skip(start - 1L).limit(size).toList()) {
            shape.write(json, item);
          }
          json.writeEndArray();
        });
  }

  private static int number(Query query, String name, int otherwise) {
    String text = query.value(name).orElse(Integer.toString(otherwise));
    if (!text.matches("[1-9]\\d{0,8}")) {
      throw new WsapiError(
          "Could not parse: Cannot convert \"%s\" into a %s.".formatted(text, name));
    }
    return Integer.parseInt(text);
  }

  /** By the fields named, then by id. */
  private static Comparator<Item> order(Query query, Type type) {
    List<Comparator<Item>> orders = new ArrayList<>();
    for (String part : query.value("order").map(text -> text.split(",", -1)).orElse(NONE)) {
      String[] words = part.strip().split("\\s+", -1);
      if (RANK.contains(words[0])) {
        continue;
      }
      Attribute attribute =
          type.attribute(words[0])
              .orElseThrow(
                  () ->
                      new WsapiError(
                          "Could not parse: Could not find the attribute \"%s\" on type %s to order by"
                              .formatted(words[0], type.name())));
      boolean descending = words.length > 1 && words[1].equalsIgnoreCase("desc");
      orders.add(descending ? by(attribute).reversed() : by(attribute));
    }
    orders.add(Comparator.comparing(Item::id));
    return orders.stream().reduce(Comparator::thenComparing).orElseThrow();
  }

  private static Comparator<Item> by(Attribute attribute) {
    String name = attribute.name();
    return switch (attribute.kind()) {
      case STATE -> Comparator.comparing(item -> attribute.allowed().indexOf(item.text(name)));
      case INTEGER, QUANTITY -> Comparator.comparingDouble(item -> number(item, name));
      default -> Comparator.comparing(item -> Fields.value(item, name).orElse("").toString());
    };
  }

  private static double number(Item item, String name) {
    return Fields.value(item, name).orElse(0) instanceof Number number ? number.doubleValue() : 0;
  }

  static List<String> some(List<String> first, List<String> more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(more);
    return all;
  }
}
