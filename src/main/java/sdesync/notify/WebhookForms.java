package sdesync.notify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A notice in the forms that chat services take. Aliases and messages come from outside. */
final class WebhookForms {
  private WebhookForms() {}

  static Object of(NotifySettings.Form form, Notice notice) {
    return switch (form) {
      case JSON -> notice;
      case SLACK -> slack(notice);
      case TEAMS -> teams(notice);
    };
  }

  private static Map<String, Object> slack(Notice notice) {
    String link = notice.url() == null ? "" : "\n<" + notice.url() + "|open>";
    return Map.of("text", "*" + slack(notice.title()) + "*\n" + slack(notice.message()) + link);
  }

  /** What Slack asks to be escaped; without it {@code <!channel>} would call everybody. */
  private static String slack(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static Map<String, Object> teams(Notice notice) {
    var card = new LinkedHashMap<String, Object>();
    card.put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
    card.put("type", "AdaptiveCard");
    card.put("version", "1.4");
    card.put(
        "body",
        List.of(
            block(notice.title(), Map.of("weight", "Bolder", "size", "Medium")),
            block(notice.message(), Map.of())));
    if (notice.url() != null) {
      card.put(
          "actions",
          List.of(Map.of("type", "Action.OpenUrl", "title", "Open", "url", notice.url())));
    }
    return Map.of(
        "type",
        "message",
        "attachments",
        List.of(Map.of("contentType", "application/vnd.microsoft.card.adaptive", "content", card)));
  }

  private static Map<String, Object> block(String text, Map<String, Object> look) {
    var block = new LinkedHashMap<String, Object>(look);
    block.put("type", "TextBlock");
    block.put("wrap", true);
    // A card's text is Markdown: no link and no picture comes from outside.
    block.put("text", text.replaceAll("([\\\\\\[\\]!*_`#])", "\\\\$1"));
    return block;
  }
}
