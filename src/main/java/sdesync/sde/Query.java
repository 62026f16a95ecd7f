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

  /** Encoded, in the order of the map; without the parameters whose value is empty. */
  static String of(Map<String, String> parameters, boolean withParams) {
    List<String> parts = new ArrayList<>();
    parameters.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            parts.add(encoded(name) + "=" + encoded(value));
          }
        });
    return joined(parts, withParams);
  }

  /**
   * A query that SD Elements gave for the next page, asking for params exactly if we may: what it
   * says about {@code include} itself is not followed.
   */
  static String following(@Nullable String given, boolean withParams) {
    List<String> parts = new ArrayList<>();
    if (given != null) {
      for (String part : SEPARATOR.split(given, -1)) {
        if (!part.isEmpty() && !asksToInclude(name(part))) {
          parts.add(part);
        }
      }
    }
    return joined(parts, withParams);
  }

  private static String joined(List<String> parts, boolean withParams) {
    if (withParams) {
      parts.add(INCLUDE + "=params");
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
