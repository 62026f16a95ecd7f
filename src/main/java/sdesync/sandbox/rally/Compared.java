package sdesync.sandbox.rally;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import sdesync.sandbox.rally.Attribute.Kind;
import sdesync.sandbox.rally.Expression.Comparison;
import sdesync.sandbox.rally.Expression.Operator;
import sdesync.sandbox.rally.Expression.Value;

/** Compares one value with what a query names: states by their order, numbers by size. */
final class Compared {
  private Compared() {}

  /**
   * @param found a value of the attribute, or {@link Item.Absent}
   * @param comparison any but the negative ones
   */
  static boolean fits(Object found, Attribute attribute, Comparison comparison) {
    return comparison.values().stream()
        .anyMatch(value -> fits(found, attribute, comparison.operator(), value));
  }

  private static boolean fits(Object found, Attribute attribute, Operator operator, Value value) {
    if (found instanceof Item.Absent || value.isNull()) {
      boolean both = found instanceof Item.Absent && value.isNull();
      return both && (operator == Operator.EQUAL || operator == Operator.IN);
    }
    if (operator == Operator.CONTAINS && !(found instanceof Item.Ref)) {
      return lower(found.toString()).contains(lower(value.text()));
    }
    return order(found, attribute, value).filter(order -> holds(operator, order)).isPresent();
  }

  private static boolean holds(Operator operator, int order) {
    return switch (operator) {
      case LESS -> order < 0;
      case AT_MOST -> order <= 0;
      case GREATER -> order > 0;
      case AT_LEAST -> order >= 0;
      default -> order == 0;
    };
  }

  /** Below, at or above the value; empty when the two cannot be compared. */
  private static Optional<Integer> order(Object found, Attribute attribute, Value value) {
    String text = value.text();
    if (found instanceof Item.Ref ref) {
      return Fields.id(text).filter(id -> id == ref.id()).map(same -> 0);
    }
    if (attribute.kind() == Kind.STATE && attribute.allowed().contains(text)) {
      return Optional.of(
          attribute.allowed().indexOf(found.toString()) - attribute.allowed().indexOf(text));
    }
    if (found instanceof Number) {
      return number(text).map(new BigDecimal(found.toString())::compareTo);
    }
    if (attribute.is("FormattedID")) {
      return Optional.of(padded(found.toString()).compareTo(padded(text)));
    }
    return Optional.of(found.toString().compareTo(text));
  }

  private static Optional<BigDecimal> number(String text) {
    return text.matches("-?\\d{1,30}(\\.\\d{1,30})?")
        ? Optional.of(new BigDecimal(text))
        : Optional.empty();
  }

  /** {@code US2} before {@code US10}; of any case. */
  private static String padded(String formattedId) {
    String digits = formattedId.replaceAll("\\D", "");
    return lower(formattedId.replaceAll("\\d", ""))
        + "0".repeat(Math.max(0, 20 - digits.length()))
        + digits;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
