package sdesync.sandbox.rally;

import java.util.List;
import java.util.Optional;

/**
 * A query once it is understood.
 *
 * @see QueryParser
 */
sealed interface Expression {
  /** Both or either. */
  record Pair(Expression left, boolean and, Expression right) implements Expression {}

  /**
   * One comparison.
   *
   * @param path a field, or fields of referred items with dots between
   * @param values one; several after {@code in}
   */
  record Comparison(String path, Operator operator, List<Value> values) implements Expression {}

  /**
   * @param quoted whether it stood in quotes: then {@code null} is a text
   */
  record Value(String text, boolean quoted) {
    boolean isNull() {
      return !quoted && text.equals("null");
    }
  }

  enum Operator {
    EQUAL("="),
    NOT_EQUAL("!="),
    LESS("<"),
    AT_MOST("<="),
    GREATER(">"),
    AT_LEAST(">="),
    CONTAINS("contains"),
    CONTAINS_NOT("!contains"),
    IN("in"),
    NOT_IN("!in");

    private final String sign;

    Operator(String sign) {
      this.sign = sign;
    }

    String sign() {
      return sign;
    }

    static Optional<Operator> of(String text) {
      for (Operator operator : values()) {
        if (operator.sign.equalsIgnoreCase(text)) {
          return Optional.of(operator);
        }
      }
      return Optional.empty();
    }
  }
}
