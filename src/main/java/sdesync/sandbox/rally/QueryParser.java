package sdesync.sandbox.rally;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sdesync.sandbox.rally.Expression.Comparison;
import sdesync.sandbox.rally.Expression.Operator;
import sdesync.sandbox.rally.Expression.Pair;
import sdesync.sandbox.rally.Expression.Value;

/**
 * Reads {@code (Name = "x")} and {@code ((A) AND (B))}. Comparisons join in pairs, each in its own
 * parentheses; fields, operators and values are separated by spaces; a value with spaces,
 * parentheses or commas stands in quotes, in which a backslash escapes a quote and itself.
 */
final class QueryParser {
  /** Deeper ones come from nobody who means well. */
  private static final int DEPTH = 500;

  private final List<Token> tokens;
  private int at;

  private QueryParser(List<Token> tokens) {
    this.tokens = tokens;
  }

  private record Token(String text, boolean quoted) {
    boolean is(String sign) {
      return !quoted && text.equalsIgnoreCase(sign);
    }
  }

  /**
   * @throws WsapiError worded as Rally words it
   */
  static Expression parse(String query) {
    var parser = new QueryParser(tokens(query));
    Expression expression = parser.expression(0);
    if (parser.at < parser.tokens.size()) {
      throw unexpected("end", parser.tokens.get(parser.at).text());
    }
    return expression;
  }

  private Expression expression(int depth) {
    if (depth > DEPTH) {
      throw new WsapiError("Could not parse: The query is nested too deeply");
    }
    take("(");
    Expression inner;
    if (next().is("(")) {
      inner = expression(depth + 1);
      if (next().is("AND") || next().is("OR")) {
        boolean and = advance().is("AND");
        inner = new Pair(inner, and, expression(depth + 1));
      }
    } else {
      inner = comparison();
    }
    take(")");
    return inner;
  }

  private Comparison comparison() {
    String path = advance().text();
    Token sign = advance();
    @Nullable Operator operator = sign.quoted() ? null : Operator.of(sign.text()).orElse(null);
    if (operator == null) {
      throw new WsapiError("Could not parse: Unknown operator \"" + sign.text() + "\"");
    }
    List<Value> values = new ArrayList<>();
    values.add(value());
    while (next().is(",")) {
      advance();
      values.add(value());
    }
    if (values.size() > 1 && operator != Operator.IN && operator != Operator.NOT_IN) {
      throw unexpected(")", ",");
    }
    return new Comparison(path, operator, values);
  }

  private Value value() {
    Token token = advance();
    if (token.is(")") || token.is("(")) {
      throw new WsapiError(
          "Could not parse: Error parsing expression -- expected a value but saw \""
              + token.text()
              + "\" instead.");
    }
    return new Value(token.text(), token.quoted());
  }

  private Token next() {
    if (at >= tokens.size()) {
      throw unexpected(")", "end");
    }
    return tokens.get(at);
  }

  private Token advance() {
    Token token = next();
    at++;
    return token;
  }

  private void take(String sign) {
    Token token = at < tokens.size() ? tokens.get(at) : new Token("end", false);
    if (!token.is(sign)) {
      throw unexpected(sign, token.text());
    }
    at++;
  }

  private static WsapiError unexpected(String expected, String saw) {
    return new WsapiError(
        "Could not parse: Error parsing expression -- expected \"%s\" but saw \"%s\" instead."
            .formatted(expected, saw));
  }

  private static List<Token> tokens(String query) {
    List<Token> tokens = new ArrayList<>();
    int at = 0;
    while (at < query.length()) {
      char c = query.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
      } else if (c == '(' || c == ')' || c == ',') {
        tokens.add(new Token(String.valueOf(c), false));
        at++;
      } else if (c == '"') {
        at = quoted(query, at + 1, tokens);
      } else {
        int end = at;
        while (end < query.length() && !ends(query.charAt(end))) {
          end++;
        }
        tokens.add(new Token(query.substring(at, end), false));
        at = end;
      }
    }
    return tokens;
  }

  /** Of a word: a quote inside it is part of it, as in {@code Name="x"}, which is no comparison. */
  private static boolean ends(char c) {
    return Character.isWhitespace(c) || c == '(' || c == ')' || c == ',';
  }

  private static int quoted(String query, int from, List<Token> tokens) {
    var text = new StringBuilder();
    int at = from;
    while (at < query.length() && query.charAt(at) != '"') {
      if (query.charAt(at) == '\\' && at + 1 < query.length()) {
        at++;
      }
      text.append(query.charAt(at++));
    }
    if (at >= query.length()) {
      throw new WsapiError("Could not parse: Unterminated string in query");
    }
    tokens.add(new Token(text.toString(), true));
    return at + 1;
  }
}
