package sdesync.catalog;

/** Texts of SD Elements in our log, audit and messages: on one line, bounded, control-free. */
final class Quoted {
  private static final int TEXT = 200;
  private static final int SENTENCE = 1_000;

  private Quoted() {}

  /** In quotation marks, at most 200 characters; a control character shows as its number. */
  static String of(String text) {
    return '"' + oneLine(text, TEXT) + '"';
  }

  /** A sentence that may hold a foreign text, at most 1,000 characters. */
  static String sentence(String text) {
    return oneLine(text, SENTENCE);
  }

  private static String oneLine(String text, int most) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      String shown = shown(codePoint);
      if (out.length() + shown.length() >= most) {
        return out.append('…').toString();
      }
      out.append(shown);
      i += Character.charCount(codePoint);
    }
    return out.toString();
  }

  private static String shown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          "\\u{%x}".formatted(codePoint);
      default -> Character.toString(codePoint);
    };
  }
}
