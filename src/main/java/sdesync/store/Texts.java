package sdesync.store;

import org.jspecify.annotations.Nullable;

/** Texts of ours that must not outgrow their column, which would undo the whole transaction. */
final class Texts {
  private Texts() {}

  /** At most that many characters, without a NUL, which PostgreSQL has no place for. */
  static @Nullable String cut(@Nullable String text, int length) {
    if (text == null) {
      return null;
    }
    String clean = text.indexOf('\0') < 0 ? text : text.replace("\0", "");
    if (clean.length() <= length) {
      return clean;
    }
    int end = Character.isHighSurrogate(clean.charAt(length - 2)) ? length - 2 : length - 1;
    return clean.substring(0, end) + "…";
  }
}
