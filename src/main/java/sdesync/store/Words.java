package sdesync.store;

import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lower_case words under which enum constants stand in columns. */
final class Words {
  private Words() {}

  static <E extends Enum<E>> @Nullable E orNull(Class<E> type, @Nullable String word) {
    return word == null ? null : Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
  }

  static <E extends Enum<E>> E read(Class<E> type, @Nullable String word) {
    return Objects.requireNonNull(orNull(type, word), () -> "no " + type.getSimpleName());
  }
}
