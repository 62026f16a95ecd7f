package sdesync.config;

import java.util.List;
import java.util.stream.Stream;

/** The settings in force, as lines for people: what is given, what is default, no secret. */
final class Effective {
  private Effective() {}

  static List<String> lines(Given given) {
    return Keys.all().stream().flatMap(key -> lines(key, given)).toList();
  }

  private static Stream<String> lines(Key<?> key, Given given) {
    if (key.isFamily()) {
      return given.namesOf(key).stream().flatMap(name -> line(key.as(name), given).stream());
    }
    return line(key, given).stream();
  }

  private static java.util.Optional<String> line(Key<?> key, Given given) {
    return given
        .entry(key.name(), key.variable())
        .map(entry -> key.name() + "=" + key.shown(entry.text()) + " (" + entry.origin() + ")")
        .or(() -> file(key, given))
        .or(
            () ->
                java.util.Optional.ofNullable(key.fallback())
                    .map(text -> key.name() + "=" + text + " (default)"));
  }

  private static java.util.Optional<String> file(Key<?> key, Given given) {
    return given
        .entry(key.fileKey(), key.variable() + "_FILE")
        .filter(entry -> key.isSecret())
        .map(entry -> key.fileKey() + "=" + entry.text() + " (" + entry.origin() + ")");
  }
}
