package sdesync.config;

import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** Finds the known key that a misspelt one was meant to be. */
final class Nearest {
  private Nearest() {}

  static String to(String unknown) {
    return Keys.all().stream()
        .flatMap(key -> key.isSecret() ? Stream.of(key.name(), key.fileKey()) : names(key, unknown))
        .min(Comparator.comparingInt(name -> distance(unknown, name)))
        .orElseThrow();
  }

  /** A family's name is compared with the user's own parts in it. */
  private static Stream<String> names(Key<?> key, String unknown) {
    if (!key.isFamily()) {
      return Stream.of(key.name());
    }
    String[] given = unknown.split("\\.", -1);
    String[] known = key.name().split("\\.", -1);
    for (int i = 0; i < known.length && i < given.length; i++) {
      if (known[i].equals("NAME")) {
        known[i] = given[i].toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", "_");
      } else if (known[i].equals("VAR")) {
        known[i] = given[i].replaceAll("[^A-Za-z0-9_]", "_").replaceAll("^(\\d)", "_$1");
      } else if (known[i].equals("ID") && given[i].matches("[1-9]\\d{0,17}")) {
        known[i] = given[i];
      }
    }
    return Stream.of(String.join(".", known));
  }

  /** How many characters must be added, removed or replaced (Levenshtein). */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
