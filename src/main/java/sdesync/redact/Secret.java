package sdesync.redact;

import java.util.function.Supplier;

/**
 * A token or password of ours. It prints as {@code ***}; only {@link #reveal()} gives the text,
 * read again each time, so that a secret kept in a file can be rotated without a restart.
 */
public final class Secret {
  private final Supplier<String> text;

  public Secret(Supplier<String> text) {
    this.text = text;
  }

  public static Secret of(String text) {
    return new Secret(() -> text);
  }

  /** The secret itself, as its source has it now. */
  public String reveal() {
    return text.get();
  }

  @Override
  public String toString() {
    return "***";
  }
}
