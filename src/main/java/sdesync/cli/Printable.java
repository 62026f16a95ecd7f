package sdesync.cli;

import java.util.regex.Pattern;

/**
 * Text from outside (aliases, messages, output) before a person's terminal: whatever would steer
 * the terminal or turn the order of letters around is shown instead of obeyed.
 */
final class Printable {
  private static final Pattern LINE_ENDS = Pattern.compile("\\r\\n|\\r");

  private Printable() {}

  /** For a place within a line. */
  static String inLine(String text) {
    return shown(text, false);
  }

  /** For whole output: lines and tabs stay; a carriage return begins a new line. */
  static String lines(String text) {
    return shown(LINE_ENDS.matcher(text).replaceAll("\n"), true);
  }

  private static String shown(String text, boolean lines) {
    if (text.codePoints().noneMatch(c -> steers(c, lines))) {
      return text;
    }
    var shown = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (!steers(c, lines)) {
                shown.appendCodePoint(c);
              } else if (c == '\n' || c == '\r' || c == '\t') {
                shown.append(' ');
              } else {
                shown.append(c < 0x100 ? "\\x%02x".formatted(c) : "\\u%04x".formatted(c));
              }
            });
    return shown.toString();
  }

  private static boolean steers(int c, boolean lines) {
    if (lines && (c == '\n' || c == '\t')) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      // Invisible marks; the joiners that scripts and emoji need do no harm.
      case Character.FORMAT -> c != 0x200C && c != 0x200D && c != 0xAD;
      default -> false;
    };
  }

  /** Columns a terminal takes for it. */
  static int width(String text) {
    return text.codePoints().map(Printable::columns).sum();
  }

  private static int columns(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    boolean wide =
        (c >= 0x1100 && c <= 0x115F)
            || (c >= 0x2E80 && c <= 0xA4CF)
            || (c >= 0xAC00 && c <= 0xD7A3)
            || (c >= 0xF900 && c <= 0xFAFF)
            || (c >= 0xFE30 && c <= 0xFE6F)
            || (c >= 0xFF00 && c <= 0xFF60)
            || (c >= 0x1F300 && c <= 0x1FAFF)
            || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
  }

  /** The text in at most so many columns, its end cut with a mark when it must be. */
  static String fit(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    var kept = new StringBuilder();
    int used = 0;
    for (int c : text.codePoints().toArray()) {
      if (used + columns(c) > columns - 1) {
        break;
      }
      used += columns(c);
      kept.appendCodePoint(c);
    }
    return kept.append('…').toString();
  }
}
