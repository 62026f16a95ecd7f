package sdesync.rally;

import java.util.List;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * Markdown as the HTML of Rally's rich text fields, never longer than they take. HTML in it is
 * text, and an address that is no web address leads nowhere.
 */
final class Html {
  /** Rally takes 32,768; what it adds itself must fit, too. */
  static final int LONGEST = 30_000;

  private static final String NOTICE = "<p><em>(cut; the whole text is in SD Elements)</em></p>\n";

  private static final int MOST_TRIES = 10;

  private static final Parser PARSER = Parser.builder().build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder()
          .escapeHtml(true)
          .sanitizeUrls(true)
          .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
          .build();

  private Html() {}

  /**
   * @param cut whether the end is missing
   */
  record Text(String html, boolean cut) {}

  static Text of(String markdown) {
    String clean = printable(markdown);
    // HTML is hardly ever shorter than its Markdown, so what is longer is not even read whole.
    if (clean.length() <= LONGEST) {
      String whole = rendered(clean);
      if (whole.length() <= LONGEST) {
        return new Text(whole, false);
      }
    }
    return new Text(longest(clean) + NOTICE, true);
  }

  /**
   * What fits of its beginning: HTML itself must not be cut, so less and less of it is rendered.
   */
  private static String longest(String markdown) {
    int room = LONGEST - NOTICE.length();
    int take = LONGEST;
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      String html = rendered(upTo(markdown, take));
      if (html.length() <= room) {
        return html;
      }
      take = (int) (take * 0.98 * room / html.length());
    }
    return "";
  }

  /** Never half of a character. */
  private static String upTo(String text, int end) {
    int last = Math.min(end, text.length());
    return text.substring(
        0, last > 0 && Character.isHighSurrogate(text.charAt(last - 1)) ? last - 1 : last);
  }

  private static String rendered(String markdown) {
    try {
      Node document = PARSER.parse(markdown);
      return RENDERER.render(document);
    } catch (StackOverflowError e) {
      // Quotes in quotes in quotes …: made to break things, so nobody misses its markup.
      return "<pre>" + escaped(markdown) + "</pre>\n";
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /** Without what is no character to XML, in which Rally keeps such texts. */
  private static String printable(String text) {
    var printable = new StringBuilder(text.length());
    text.codePoints()
        .filter(
            c ->
                c == '\n'
                    || c == '\t'
                    || (c >= ' ' && c != 0x7f && c < 0xd800)
                    || (c >= 0xe000 && c != 0xfffe && c != 0xffff))
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  /** A plain sentence as HTML. */
  static String paragraph(String sentence) {
    return "<p>" + escaped(printable(sentence)) + "</p>";
  }
}
