package sdesync.sync;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Texts with {@code $name} and <code>${name}</code> in them, as Python's string.Template. */
final class Macros {
  private static final Pattern MACRO =
      Pattern.compile("\\$(?:(\\$)|([A-Za-z_][A-Za-z0-9_]*)|\\{([A-Za-z_][A-Za-z0-9_]*)})");

  private Macros() {}

  /** The names in a text, in order. */
  static List<String> names(String text) {
    return MACRO
        .matcher(text)
        .results()
        .filter(found -> found.group(1) == null)
        .map(found -> name(found.group(2), found.group(3)))
        .toList();
  }

  /** The text with the values in the places of their names. Other names stay as they are. */
  static String fill(String text, Map<String, String> values) {
    Matcher macro = MACRO.matcher(text);
    return macro.replaceAll(
        found ->
            Matcher.quoteReplacement(
                found.group(1) != null
                    ? "$"
                    : values.getOrDefault(name(found.group(2), found.group(3)), found.group())));
  }

  private static String name(String bare, String braced) {
    return bare == null ? braced : bare;
  }
}
