package sdesync.sandbox.rally;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an item's field holds, also where it is no field of its own; and how references are read.
 */
final class Fields {
  /**
   * The end of a reference: absolute, or {@code /project/123}, with or without the old {@code .js}.
   */
  private static final Pattern REF =
      Pattern.compile("(?:.*/)?([a-zA-Z]+)/(-?\\d{1,18})(?:\\.js)?/?");

  private Fields() {}

  static Optional<Object> value(Item item, String name) {
    return switch (name) {
      case "ObjectID" -> Optional.of(item.id());
      case "ObjectUUID" -> Optional.of(item.uuid().toString());
      case "VersionId" -> Optional.of(Long.toString(item.version()));
      default -> item.value(name);
    };
  }

  /** The id in a reference, or a plain id; empty for anything else. */
  static Optional<Long> id(String reference) {
    if (reference.matches("-?\\d{1,18}")) {
      return Optional.of(Long.parseLong(reference));
    }
    Matcher ref = REF.matcher(reference);
    return ref.matches() ? Optional.of(Long.parseLong(ref.group(2))) : Optional.empty();
  }
}
