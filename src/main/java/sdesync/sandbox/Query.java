package sdesync.sandbox;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query of a request; of a name given twice the last one counts, as in Django. */
record Query(Map<String, String> values) {
  private static final java.util.List<String> FILTERS =
      java.util.List.of("alias", "frequency", "system", "type");

  static Query of(@Nullable String raw) {
    Map<String, String> values = new TreeMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return new Query(values);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // A stray percent sign stands for itself.
      return text;
    }
  }

  /** The API's own filters; an empty one filters nothing. */
  Map<String, String> filters() {
    Map<String, String> filters = new TreeMap<>(values);
    filters.keySet().retainAll(FILTERS);
    filters.values().removeIf(String::isEmpty);
    return filters;
  }

  boolean includesParams() {
    return java.util.List.of(values.getOrDefault("include", "").split(",", -1)).contains("params");
  }

  /** Empty, wrong or zero means: not in pages. */
  int pageSize() {
    String text = values.getOrDefault("page_size", "");
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  /** From 1; 0 for anything that is no page. */
  int page() {
    String text = values.getOrDefault("page", "1");
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  /** This query for another page, its names sorted; the first page is named by leaving it out. */
  String forPage(int page) {
    Map<String, String> other = new TreeMap<>(values);
    other.remove("page");
    if (page > 1) {
      other.put("page", Integer.toString(page));
    }
    return other.entrySet().stream()
        .map(entry -> encoded(entry.getKey()) + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
