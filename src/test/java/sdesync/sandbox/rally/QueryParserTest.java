package sdesync.sandbox.rally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sdesync.sandbox.rally.Expression.Comparison;
import sdesync.sandbox.rally.Expression.Operator;
import sdesync.sandbox.rally.Expression.Pair;
import sdesync.sandbox.rally.Expression.Value;

class QueryParserTest {
  private static final String[] PIECES = {
    "(",
    ")",
    "((",
    "))",
    " ",
    "\"",
    "\\",
    "\\\"",
    "Name",
    "=",
    "!=",
    "contains",
    "AND",
    "or",
    ",",
    "null",
    "x",
    "é",
    "\uD83D\uDE00",
    "\0",
    "\n",
    "in",
    "'",
    "%",
    "T2:",
    "a.b.c",
    "/project/1"
  };

  private static final List<Operator> OPERATORS = List.of(Operator.values());

  @Test
  void a_comparison_stands_in_parentheses() {
    assertThat(QueryParser.parse("(Name contains \"T2:\")"))
        .isEqualTo(comparison("Name", Operator.CONTAINS, "T2:", true));
    assertThat(QueryParser.parse(" ( ( FormattedID  =  US1 ) ) "))
        .isEqualTo(comparison("FormattedID", Operator.EQUAL, "US1", false));
  }

  @Test
  void comparisons_join_in_pairs_of_any_depth_and_case() {
    Expression a = comparison("A", Operator.EQUAL, "1", false);
    Expression b = comparison("B", Operator.LESS, "2", false);
    Expression c = comparison("C", Operator.NOT_EQUAL, "null", false);

    assertThat(QueryParser.parse("(((A = 1) AND (B < 2)) or (C != null))"))
        .isEqualTo(new Pair(new Pair(a, true, b), false, c));
    assertThat(QueryParser.parse("((A = 1) and ((B < 2) OR (C != null)))"))
        .isEqualTo(new Pair(a, true, new Pair(b, false, c)));
  }

  @Test
  void quotes_keep_spaces_parentheses_and_words_of_the_grammar() {
    assertThat(QueryParser.parse("(Name = \"8.5 (Blah AND \\\"Stuff\\\") \\\\ , x\")"))
        .isEqualTo(comparison("Name", Operator.EQUAL, "8.5 (Blah AND \"Stuff\") \\ , x", true));
  }

  @Test
  void in_takes_several_values() {
    assertThat(QueryParser.parse("(State in \"Defined\", Completed)"))
        .isEqualTo(
            new Comparison(
                "State",
                Operator.IN,
                List.of(new Value("Defined", true), new Value("Completed", false))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ((A = 1) AND (B = 2) AND (C = 3)) | expected ")" but saw "AND" instead.
          (A = 1) AND (B = 2)               | expected "end" but saw "AND" instead.
          Name = x                          | expected "(" but saw "Name" instead.
          (Name = x y)                      | expected ")" but saw "y" instead.
          (Name = x                         | expected ")" but saw "end" instead.
          ((A = 1)                          | expected ")" but saw "end" instead.
          (Name = )                         | expected a value but saw ")" instead.
          (Name = a, b)                     | expected ")" but saw "," instead.
          """)
  void what_does_not_fit_is_named(String query, String error) {
    assertThatThrownBy(() -> QueryParser.parse(query))
        .isInstanceOf(WsapiError.class)
        .hasMessage("Could not parse: Error parsing expression -- " + error);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(Name=\"value\")", "(Name=)", "(Name )"})
  void signs_need_spaces_around_them(String query) {
    assertThatThrownBy(() -> QueryParser.parse(query))
        .isInstanceOf(WsapiError.class)
        .hasMessage("Could not parse: Unknown operator \")\"");
  }

  @Test
  void a_quote_that_is_not_closed_and_endless_nesting_are_errors() {
    assertThatThrownBy(() -> QueryParser.parse("(Name = \"x)")).isInstanceOf(WsapiError.class);
    assertThatThrownBy(() -> QueryParser.parse("(".repeat(1_000_000)))
        .isInstanceOf(WsapiError.class)
        .hasMessage("Could not parse: The query is nested too deeply");
  }

  @Test
  void whatever_is_sent_is_understood_or_refused() {
    var random = new Random(7);
    int understood = 0;
    for (int round = 0; round < 200_000; round++) {
      var query = new StringBuilder(random.nextBoolean() ? "(" : "");
      for (int length = random.nextInt(12); length > 0; length--) {
        query.append(PIECES[random.nextInt(PIECES.length)]);
        query.append(random.nextBoolean() ? " " : "");
      }
      try {
        QueryParser.parse(query.toString());
        understood++;
      } catch (WsapiError refused) {
        assertThat(refused.line()).as("%s", query).startsWith("Could not parse: ");
      }
    }
    assertThat(understood).isPositive();
  }

  @Test
  void what_is_written_down_is_read_back() {
    var random = new Random(11);
    for (int round = 0; round < 5_000; round++) {
      Expression expression = any(random, 5);
      assertThat(QueryParser.parse(written(expression))).isEqualTo(expression);
    }
  }

  private static Expression any(Random random, int depth) {
    if (depth > 0 && random.nextBoolean()) {
      return new Pair(any(random, depth - 1), random.nextBoolean(), any(random, depth - 1));
    }
    var value = new StringBuilder();
    for (int length = random.nextInt(6); length > 0; length--) {
      value.append(PIECES[random.nextInt(PIECES.length)]);
    }
    Operator operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
    return comparison("A.B", operator, value.toString(), true);
  }

  private static String written(Expression expression) {
    if (expression instanceof Pair pair) {
      return "(%s %s %s)"
          .formatted(written(pair.left()), pair.and() ? "AND" : "OR", written(pair.right()));
    }
    var comparison = (Comparison) expression;
    String value = comparison.values().get(0).text();
    return "(%s %s \"%s\")"
        .formatted(
            comparison.path(),
            comparison.operator().sign(),
            value.replace("\\", "\\\\").replace("\"", "\\\""));
  }

  private static Comparison comparison(
      String path, Operator operator, String value, boolean quoted) {
    return new Comparison(path, operator, List.of(new Value(value, quoted)));
  }
}
