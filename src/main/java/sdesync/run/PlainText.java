package sdesync.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command's bytes as text that may be shown on any terminal: no escape sequence of it can colour,
 * retitle or type anything. The file keeps the bytes as they came.
 */
final class PlainText {
  /** CSI, then OSC and its kin up to their terminator, then two-character sequences (ECMA-48). */
  private static final Pattern SEQUENCE =
      Pattern.compile(
          "(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]"
              + "|(?:\\u001b[\\]PX^_]|[\\u0090\\u0098\\u009d-\\u009f])"
              + "[^\\u0007\\u001b\\u009c\\n]*(?:\\u0007|\\u001b\\\\|\\u009c)?"
              + "|\\u001b[ -/]*[0-Z\\\\^-~]");

  /** Select graphic rendition, ECMA-48 section 8.3.117. */
  private static final Pattern COLOUR = Pattern.compile("\\u001b\\[[0-9;]{0,40}m");

  private static final int PICTURES = 0x2400;

  private PlainText() {}

  static String of(byte[] bytes) {
    var plain = new StringBuilder(bytes.length);
    plain(withoutSequences(new String(bytes, UTF_8)), plain);
    return plain.toString();
  }

  /** The same, with the sequences that set colours left in: for who draws them, not a terminal. */
  static String coloured(byte[] bytes) {
    String text = new String(bytes, UTF_8);
    var plain = new StringBuilder(text.length());
    Matcher sequences = SEQUENCE.matcher(text);
    int from = 0;
    while (sequences.find()) {
      plain(text.substring(from, sequences.start()), plain);
      if (COLOUR.matcher(sequences.group()).matches()) {
        plain.append(sequences.group());
      }
      from = sequences.end();
    }
    plain(text.substring(from), plain);
    return plain.toString();
  }

  private static void plain(String text, StringBuilder plain) {
    text.replace("\r\n", "\n").codePoints().forEach(c -> plain.appendCodePoint(shown(c)));
  }

  /** The same text when it has none. */
  static String withoutSequences(String text) {
    return SEQUENCE.matcher(text).replaceAll("");
  }

  private static int shown(int c) {
    if (c == '\n' || c == '\t') {
      return c;
    }
    if (c == '\r') {
      return '\n';
    }
    if (c < ' ') {
      return PICTURES + c;
    }
    return Character.isISOControl(c) ? '\ufffd' : c;
  }
}
