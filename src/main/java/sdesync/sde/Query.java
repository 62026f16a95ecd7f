package sdesync.sde;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The query part of a URL to SD Elements. */
final class Query {
  private static final String INCLUDE = "include";

  /** Some servers take a semicolon for an ampersand. */
  private static final Pattern SEPARATOR = Pattern.compile("[&;]");

  private Query() {}

  /**
   * Encoded, in the order of the map; without the parameters whose value is empty.
   *
   * @param include what is asked for beside it; null for nothing
   */
  static String of(Map<String, String> parameters, @Nullable String include) {
    List<String> parts = new ArrayList<>();
    parameters.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            parts.add(encoded(name) + "=" + encoded(value));
          }
        });
    return joined(parts, include);
  }

  /**
   * A query that SD Elements gave for the next page, asking to include exactly what the first page
   * was asked for: what it says about {@code include} itself is not followed.
   */
  static String following(@Nullable String given, @Nullable String include) {
    List<String> parts = new ArrayList<>();
    if (given != null) {
      for (String part : SEPARATOR.split(given, -1)) {
        if (!part.isEmpty() && !asksToInclude(name(part))) {
          parts.add(part);
        }
      }
    }
    return joined(parts, include);
  }

  private static String joined(List<String> parts, @Nullable String include) {
    if (include != null) {
      parts.add(INCLUDE + "=" + include);
    }
    return String.join("&", parts);
  }

  /** Also in the form in which some servers take lists. */
  private static boolean asksToInclude(String name) {
    return name.equals(INCLUDE) || name.startsWith(INCLUDE + "[");
  }

  private static String name(String part) {
    String name = part.contains("=") ? part.substring(0, part.indexOf('=')) : part;
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return INCLUDE; // undecodable: not followed either
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
