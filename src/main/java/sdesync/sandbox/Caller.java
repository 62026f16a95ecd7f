package sdesync.sandbox;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who asks, by the token sent. The names go into the request log, the tokens never do. */
public enum Caller {
  ORDINARY("Invalid token."),
  ADMIN("Invalid token."),
  WRONG("Invalid token."),
  NONE("Authentication credentials were not provided.");

  /** Both forms the document and its readers use: {@code Token x} and {@code Token "x"}. */
  private static final Pattern HEADER =
      Pattern.compile("\\s*token\\s+(\"?)([^\"\\s]+)\\1\\s*", Pattern.CASE_INSENSITIVE);

  private final String detail;

  Caller(String detail) {
    this.detail = detail;
  }

  static Caller of(@Nullable String authorization) {
    if (authorization == null || authorization.isBlank()) {
      return NONE;
    }
    Matcher header = HEADER.matcher(authorization);
    if (!header.matches()) {
      return WRONG;
    }
    return switch (header.group(2)) {
      case Sandbox.TOKEN -> ORDINARY;
      case Sandbox.ADMIN_TOKEN -> ADMIN;
      default -> WRONG;
    };
  }

  boolean isKnown() {
    return this == ORDINARY || this == ADMIN;
  }

  /** Whose token it is, as SD Elements names people. */
  String email() {
    return name().toLowerCase(Locale.ROOT) + "@sandbox.example.com";
  }

  /** What an unknown caller is told. */
  String detail() {
    return detail;
  }
}
