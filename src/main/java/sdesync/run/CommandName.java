package sdesync.run;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of a command: all that SD Elements may say about what is to be run. Anything else it
 * sends is not looked up anywhere (contract, section 4).
 *
 * @param text matches {@code [a-z0-9_]{1,64}}
 */
public record CommandName(String text) {
  private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9_]{1,64}");
  private static final int SHOWN = 80;

  public CommandName {
    if (!GRAMMAR.matcher(text).matches()) {
      throw new IllegalArgumentException(shown(text) + " is not a command name: " + GRAMMAR);
    }
  }

  /** The name in what a server sent; empty when it is none. */
  public static Optional<CommandName> in(String sent) {
    return GRAMMAR.matcher(sent).matches() ? Optional.of(new CommandName(sent)) : Optional.empty();
  }

  /** A possibly hostile text in quotes, short and without control characters, for a message. */
  static String shown(String sent) {
    var safe = new StringBuilder("'");
    sent.codePoints()
        .limit(SHOWN)
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                safe.append(String.format("\\u%04x", c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.append(sent.codePointCount(0, sent.length()) > SHOWN ? "…'" : "'").toString();
  }

  @Override
  public String toString() {
    return text;
  }
}
