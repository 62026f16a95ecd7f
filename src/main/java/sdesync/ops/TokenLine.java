package sdesync.ops;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One token that is known, by its SHA-256 only.
 *
 * @param name shown as {@code requested_by}
 */
record TokenLine(Scope scope, String sha256, String name) {
  private static final Pattern FORM =
      Pattern.compile("(\\S+)\\s+([0-9a-fA-F]{64})\\s+(\\S(?:.*\\S)?)");

  /** Reads {@code SCOPE SHA-256-HEX NAME}; empty for anything else. */
  static Optional<TokenLine> parse(String line) {
    var parts = FORM.matcher(line.strip());
    if (!parts.matches()) {
      return Optional.empty();
    }
    return Scope.named(parts.group(1))
        .map(scope -> new TokenLine(scope, parts.group(2), parts.group(3)));
  }

  static TokenLine of(Scope scope, String token, String name) {
    return new TokenLine(scope, HexFormat.of().formatHex(sha256(token)), name);
  }

  /** Takes the same time for every digest of the same length. */
  boolean isOf(byte[] digest) {
    return MessageDigest.isEqual(HexFormat.of().parseHex(sha256), digest);
  }

  static byte[] sha256(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
