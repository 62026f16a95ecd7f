package sdesync.ops;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Who is logged in on the page. In memory alone: what is logged out is out, and a restart logs
 * everybody out. Of a cookie only its hash is kept.
 */
final class Sessions {
  static final int LIFE_SECONDS = 12 * 60 * 60;
  private static final long LIFE = LIFE_SECONDS * 1_000_000_000L;
  private static final int MOST = 1_000;

  private final LongSupplier nanos;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> open =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
          return size() > MOST;
        }
      };

  /**
   * @param tokenSha256 the token it ends with
   * @param csrf what its forms carry
   */
  record Session(String tokenSha256, String csrf, long begun) {}

  Sessions(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Returns the value of its cookie. */
  synchronized String begin(TokenLine who) {
    String cookie = secret();
    open.put(key(cookie), new Session(who.sha256(), secret(), nanos.getAsLong()));
    return cookie;
  }

  synchronized @Nullable Session find(String cookie) {
    Session session = open.get(key(cookie));
    if (session != null && nanos.getAsLong() - session.begun() >= LIFE) {
      open.remove(key(cookie));
      return null;
    }
    return session;
  }

  synchronized void end(String cookie) {
    open.remove(key(cookie));
  }

  private static String key(String cookie) {
    return HexFormat.of().formatHex(TokenLine.sha256(cookie));
  }

  private String secret() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
