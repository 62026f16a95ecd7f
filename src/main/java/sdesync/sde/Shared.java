package sdesync.sde;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps one copy of texts and name lists that many integrations have in common: 100,000 of them
 * have a handful of systems, commands and sets of param names.
 */
final class Shared {
  /** Beyond this many different ones sharing saves nothing. */
  private static final int MOST = 10_000;

  private final Map<String, String> texts = new HashMap<>();
  private final Map<List<String>, List<String>> lists = new HashMap<>();

  String text(String text) {
    String known = texts.get(text);
    if (known == null) {
      known = text;
      if (texts.size() < MOST) {
        texts.put(text, text);
      }
    }
    return known;
  }

  List<String> list(List<String> list) {
    List<String> known = lists.get(list);
    if (known == null) {
      known = list.stream().map(this::text).toList();
      if (lists.size() < MOST) {
        lists.put(known, known);
      }
    }
    return known;
  }
}
