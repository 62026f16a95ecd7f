package sdesync.sandbox.rally;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import sdesync.sandbox.rally.Attribute.Kind;
import sdesync.sandbox.rally.Expression.Comparison;
import sdesync.sandbox.rally.Expression.Operator;
import sdesync.sandbox.rally.Expression.Pair;
import sdesync.sandbox.rally.Expression.Value;

/** Decides whether an item fits a query. */
final class Matching {
  private static final Item.Absent ABSENT = new Item.Absent();

  /** What a text or a number refers to: a type without fields. */
  private static final Type NOTHING =
      new Type("nothing", "", "", Type.Place.SUBSCRIPTION, false, List.of());

  private final Items items;
  private final Schema schema;

  Matching(Items items, Schema schema) {
    this.items = items;
    this.schema = schema;
  }

  /**
   * @throws WsapiError when the query asks for what the type does not have
   */
  Predicate<Item> of(Expression expression, Type type) {
    if (expression instanceof Pair pair) {
      Predicate<Item> left = of(pair.left(), type);
      Predicate<Item> right = of(pair.right(), type);
      return pair.and() ? left.and(right) : left.or(right);
    }
    var comparison = (Comparison) expression;
    List<Attribute> path = path(comparison, type);
    Attribute last = path.get(path.size() - 1);
    boolean negative = comparison.operator().name().contains("NOT");
    Comparison positive = negative ? positive(comparison) : comparison;
    return item -> {
      Stream<Object> found = values(Stream.of(item), path);
      boolean any = found.anyMatch(value -> Compared.fits(value, last, positive));
      return any != negative;
    };
  }

  private static Comparison positive(Comparison comparison) {
    Operator operator =
        switch (comparison.operator()) {
          case NOT_EQUAL -> Operator.EQUAL;
          case CONTAINS_NOT -> Operator.CONTAINS;
          default -> Operator.IN;
        };
    return new Comparison(comparison.path(), operator, comparison.values());
  }

  /** The attributes along the path, each of the type the one before refers to. */
  private List<Attribute> path(Comparison comparison, Type type) {
    List<Attribute> path = new ArrayList<>();
    Type at = type;
    for (String name : comparison.path().split("\\.", -1)) {
      Type owner = at;
      Attribute attribute =
          owner.attribute(name).orElseThrow(() -> unknown(name, owner, comparison));
      path.add(attribute);
      at = attribute.object() == null ? NOTHING : schema.type(attribute.object());
    }
    return path;
  }

  private static WsapiError unknown(String name, Type type, Comparison comparison) {
    Value value = comparison.values().get(0);
    return new WsapiError(
        "Could not parse: Could not find the attribute \"%s\" on type %s in the query segment \"%s %s %s\""
            .formatted(
                name, type.name(), comparison.path(), comparison.operator().sign(), value.text()));
  }

  /** What stands at the end of the path; {@link Item.Absent} for a field that is not set. */
  private Stream<Object> values(Stream<Item> from, List<Attribute> path) {
    Attribute first = path.get(0);
    Stream<Object> values = from.flatMap(item -> values(item, first));
    if (path.size() == 1) {
      return values;
    }
    Stream<Item> next =
        values.flatMap(
            value ->
                value instanceof Item.Ref ref ? items.find(ref.id()).stream() : Stream.empty());
    return values(next, path.subList(1, path.size()));
  }

  private static Stream<Object> values(Item item, Attribute attribute) {
    return attribute.kind() == Kind.COLLECTION
        ? item.ids(attribute.name()).stream().map(Item.Ref::new)
        : Stream.of(Fields.value(item, attribute.name()).orElse(ABSENT));
  }
}
