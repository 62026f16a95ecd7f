package sdesync.redact;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which of an integration's params are secret: contract of the hand-over, section 4. */
public final class SecretParams {
  private static final List<String> WORDS =
      List.of(
          "pass", "pwd", "secret", "token", "credential", "api_key", "private_key", "access_key");

  private final List<String> words;
  private final List<NamedSecret> found = new ArrayList<>();

  private SecretParams(Collection<String> extraKeys) {
    words =
        Stream.concat(WORDS.stream(), extraKeys.stream())
            .map(SecretParams::plain)
            .filter(word -> !word.isEmpty())
            .toList();
  }

  /**
   * Every string or number whose key, or a key above it, contains one of the words or of {@code
   * extraKeys}, whatever the case and whether {@code _}, {@code -} or nothing joins the parts.
   * Short ones are among them: see {@link NamedSecret#isMaskable()}. Blank ones are not.
   */
  public static List<NamedSecret> in(
      Map<String, ? extends @Nullable Object> params, Collection<String> extraKeys) {
    SecretParams search = new SecretParams(extraKeys);
    search.visitMap("", params, false);
    return List.copyOf(search.found);
  }

  private void visit(String path, @Nullable Object value, boolean secret) {
    if (value instanceof Map<?, ?> map) {
      visitMap(path + ".", map, secret);
    } else if (value instanceof Collection<?> list) {
      int index = 0;
      for (Object item : list) {
        visit(path + "[" + index++ + "]", item, secret);
      }
    } else if (secret && (value instanceof CharSequence || value instanceof Number)) {
      String text = value.toString();
      if (!text.isBlank()) {
        found.add(new NamedSecret(path, text));
      }
    }
  }

  private void visitMap(String prefix, Map<?, ?> map, boolean secret) {
    map.forEach(
        (key, value) -> visit(prefix + key, value, secret || isSecret(String.valueOf(key))));
  }

  private boolean isSecret(String key) {
    String lower = key.toLowerCase(Locale.ROOT);
    String plain = plain(key);
    return words.stream().anyMatch(word -> lower.contains(word) || plain.contains(word));
  }

  /** So that {@code apiKey}, {@code api-key} and {@code api_key} are one. */
  private static String plain(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[_\\-. ]", "");
  }
}
