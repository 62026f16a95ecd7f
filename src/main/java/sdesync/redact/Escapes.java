package sdesync.redact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * A text escaped as JSON (RFC 8259 section 7), in URLs (RFC 3986 section 2) and forms, as XML, for
 * shells and by other doubling of quotes. Writers differ in what they escape beyond what they must,
 * so each comes in the variants of well-known ones.
 */
final class Escapes {
  /** What is left as it is besides letters and digits, each by some writer of URLs. */
  private static final List<String> KEPT_IN_URLS =
      List.of(
          "",
          "-_.", // with ~ escaped, as RFC 1738 has it
          "-_.*", // application/x-www-form-urlencoded, WHATWG URL section 5.2
          "-_.~", // RFC 3986 section 2.3, and Python's quote_plus
          "-_.~/", // Python's quote
          "-_.~!*'()", // JavaScript's encodeURIComponent
          "-_.~!*'();,/?:@&=+$#", // JavaScript's encodeURI
          "-_.~!$&'()*+,;="); // user info, RFC 3986 section 3.2.1

  private final String text;
  private final Set<String> escaped = new LinkedHashSet<>();

  private Escapes(String text) {
    this.text = text;
  }

  static Set<String> of(String text) {
    Escapes escapes = new Escapes(text);
    escapes.json();
    escapes.urls();
    escapes.xml();
    escapes.shell();
    escapes.doubled();
    return escapes.escaped;
  }

  private void json() {
    for (String slash : List.of("/", "\\/")) {
      for (String unicode : List.of("", "\\u%04x", "\\u%04X")) {
        each(c -> jsonChar(c, slash, unicode, false));
        each(c -> jsonChar(c, slash, unicode, true));
      }
    }
  }

  /** One UTF-16 unit; {@code unicode} is the format beyond ASCII, empty for none. */
  private static String jsonChar(int c, String slash, String unicode, boolean safeInHtml) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '/' -> slash;
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      case '<', '>', '&', '\'', '=' ->
          safeInHtml ? format(unicode.isEmpty() ? "\\u%04x" : unicode, c) : Character.toString(c);
      default -> {
        if (c < ' ') {
          yield format(unicode.isEmpty() ? "\\u%04x" : unicode, c);
        }
        yield c > '~' && !unicode.isEmpty() ? format(unicode, c) : String.valueOf((char) c);
      }
    };
  }

  private static String format(String pattern, int c) {
    return String.format(Locale.ROOT, pattern, c);
  }

  private void urls() {
    for (HexFormat hex : List.of(HexFormat.of(), HexFormat.of().withUpperCase())) {
      for (String kept : KEPT_IN_URLS) {
        percent(kept, "%20", hex);
        percent(kept, "+", hex);
      }
    }
  }

  private void percent(String kept, String space, HexFormat hex) {
    byte[] bytes = text.getBytes(UTF_8);
    StringBuilder out = new StringBuilder(bytes.length * 3);
    for (byte b : bytes) {
      int c = b & 0xff;
      if (c == ' ') {
        out.append(space);
      } else if (isLetterOrDigit(c) || kept.indexOf(c) >= 0) {
        out.append((char) c);
      } else {
        out.append('%').append(hex.toHexDigits(b));
      }
    }
    escaped.add(out.toString());
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private void xml() {
    String must = text.replace("&", "&amp;").replace("<", "&lt;");
    for (String greater : List.of(">", "&gt;")) {
      for (String quot : List.of("\"", "&quot;", "&#34;")) {
        for (String apos : List.of("'", "&apos;", "&#39;", "&#x27;")) {
          escaped.add(must.replace(">", greater).replace("\"", quot).replace("'", apos));
        }
      }
    }
  }

  private void shell() {
    escaped.add(text.replace("'", "'\\''"));
    escaped.add(text.replace("'", "'\"'\"'")); // Python's shlex.quote
    escaped.add(text.replaceAll("[\\\\\"$`]", "\\\\$0")); // in double quotes
    escaped.add(text.replaceAll("[\\\\\"$`!]", "\\\\$0"));
    escaped.add(text.replaceAll("[^\\p{L}\\p{N}_@%+=:,./\\n-]", "\\\\$0")); // printf %q, by bash
    escaped.add(text.replaceAll("[^A-Za-z0-9_@%+=:./\\n-]", "\\\\$0"));
    escaped.add(text.replaceAll("[^A-Za-z0-9_\\n]", "\\\\$0"));
    escaped.add(text.replaceAll("[\\\\']", "\\\\$0")); // $'…', and Python's repr
    escaped.add(text.replace("\\", "\\\\"));
  }

  private void doubled() {
    escaped.add(text.replace("'", "''")); // SQL, YAML
    escaped.add(text.replace("\"", "\"\"")); // CSV
    escaped.add(text.replace("%", "%%")); // INI with interpolation
  }

  private void each(IntFunction<String> escape) {
    StringBuilder out = new StringBuilder();
    text.chars().forEach(c -> out.append(escape.apply(c)));
    escaped.add(out.toString());
  }
}
