package sdesync.rally;

import java.util.List;

/**
 * A condition as WSAPI v2.0 has it: comparisons join in pairs, each in its own parentheses, and a
 * value in quotes is a value whatever is in it.
 */
final class Query {
  private Query() {}

  /**
   * @param field the name of a field, never a text from elsewhere
   */
  static String is(String field, String value) {
    return "(" + field + " = " + quoted(value) + ")";
  }

  /**
   * @param id digits
   */
  static String item(String id) {
    return "(ObjectID = " + id + ")";
  }

  static String contains(String field, String value) {
    return "(" + field + " contains " + quoted(value) + ")";
  }

  static String and(String one, String other) {
    return "(" + one + " AND " + other + ")";
  }

  /**
   * Nested evenly, so that many are not deep.
   *
   * @param all not empty
   */
  static String any(List<String> all) {
    if (all.size() == 1) {
      return all.get(0);
    }
    int half = all.size() / 2;
    return "(" + any(all.subList(0, half)) + " OR " + any(all.subList(half, all.size())) + ")";
  }

  /** A backslash escapes a quote and itself; control characters are in no name. */
  private static String quoted(String value) {
    var quoted = new StringBuilder(value.length() + 2).append('"');
    value
        .codePoints()
        .filter(c -> !Character.isISOControl(c))
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\');
              }
              quoted.appendCodePoint(c);
            });
    return quoted.append('"').toString();
  }
}
