package sdesync.catalog;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import sdesync.store.HeldRemoval;

/**
 * Holds back a list that would drop more than half of ten or more known integrations: an
 * installation that lost its database, a token that sees less than yesterday. It drops none until
 * the next two polls agree, which means: each of the next two good polls of the same list would
 * drop exactly the same integrations. A failed poll in between says nothing and does not count; a
 * good one that drops others begins anew with these; one that would drop no more than half does
 * what it says and ends the matter.
 */
final class RemovalGuard {
  private static final int FEW = 10;
  private static final int AGREED = 3;

  private RemovalGuard() {}

  /**
   * @param drop whether the missing ones are gone now
   * @param held what waits for the next polls; null when nothing does
   */
  record Verdict(boolean drop, @Nullable HeldRemoval held) {}

  /**
   * @param known how many of the list's integrations were known and not gone
   * @param missing ids of those that are not listed now, ascending
   * @param held what the poll before left waiting
   */
  static Verdict judge(int known, long[] missing, @Nullable HeldRemoval held) {
    boolean suspicious = known >= FEW && missing.length > known / 2.0;
    if (!suspicious) {
      return new Verdict(missing.length > 0, null);
    }
    String fingerprint = fingerprint(missing);
    int seen = held != null && held.fingerprint().equals(fingerprint) ? held.seen() + 1 : 1;
    return seen >= AGREED
        ? new Verdict(true, null)
        : new Verdict(false, new HeldRemoval(missing.length, seen, fingerprint));
  }

  private static String fingerprint(long[] ids) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES);
      for (long id : ids) {
        digest.update(bytes.putLong(0, id).array());
      }
      byte[] encoded = Base64.getUrlEncoder().withoutPadding().encode(digest.digest());
      return new String(encoded, StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
