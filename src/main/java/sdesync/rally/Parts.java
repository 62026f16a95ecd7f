package sdesync.rally;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Texts of which a title holds one or not: quickly, for there may be thousands of either. */
final class Parts {
  private final Set<String> parts;
  private final List<Integer> lengths;

  Parts(List<String> parts) {
    this.parts = parts.stream().map(Parts::plain).collect(Collectors.toSet());
    this.lengths = this.parts.stream().map(String::length).distinct().toList();
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  boolean anyIn(String title) {
    String text = plain(title);
    return lengths.stream()
        .anyMatch(
            length ->
                IntStream.rangeClosed(0, text.length() - length)
                    .anyMatch(at -> parts.contains(text.substring(at, at + length))));
  }

  /** The longest text that all of them hold, rather signs than letters; maybe empty. */
  String common() {
    String shortest = parts.stream().min(Comparator.comparing(String::length)).orElse("");
    for (int length = shortest.length(); length > 0; length--) {
      for (int at = shortest.length() - length; at >= 0; at--) {
        String candidate = shortest.substring(at, at + length);
        if (parts.stream().allMatch(part -> part.contains(candidate))) {
          return candidate;
        }
      }
    }
    return "";
  }
}
