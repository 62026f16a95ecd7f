package sdesync.sandbox.wire;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The query of a request; of a name given twice the last one counts, as in Django. */
public record Query(Map<String, String> values) {
  public static Query of(@Nullable String raw) {
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

  /** Empty when it is absent or empty. */
  public Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }

  /** The names of a list separated by commas. */
  public Set<String> list(String name) {
    return value(name)
        .map(text -> Set.copyOf(Arrays.asList(text.strip().split("\\s*,\\s*"))))
        .orElse(Set.of());
  }

  /** Empty, wrong or zero means: not in pages. */
  public int pageSize() {
    String text = values.getOrDefault("page_size", "");
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  /** From 1; 0 for anything that is no page. */
  public int page() {
    String text = values.getOrDefault("page", "1");
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }

  /** This query for another page, its names sorted; the first page is named by leaving it out. */
  public String forPage(int page) {
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
