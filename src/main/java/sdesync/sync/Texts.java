package sdesync.sync;

/** Texts that came from elsewhere, made fit for one line. */
final class Texts {
  private Texts() {}

  /** Each run of white space and control characters as one space; none around it. */
  static String oneLine(String text) {
    var line = new StringBuilder(text.length());
    boolean space = false;
    for (int at = 0; at < text.length(); ) {
      int c = text.codePointAt(at);
      at += Character.charCount(c);
      if (isBlank(c)) {
        space = line.length() > 0;
      } else {
        if (space) {
          line.append(' ');
          space = false;
        }
        line.appendCodePoint(c);
      }
    }
    return line.toString();
  }

  /** Directions and other invisible format characters can make a line say what it does not. */
  private static boolean isBlank(int c) {
    int type = Character.getType(c);
    return Character.isISOControl(c)
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || type == Character.SURROGATE
        || (type == Character.FORMAT && c != 0x200D);
  }

  /** At most that many characters, never half of one, with a mark that it was cut. */
  static String cut(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - 1;
    if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, Math.max(end, 0)) + "…";
  }
}
