package sdesync.ops;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The tokens that are known, with a brake on guessing: a right one passes however many wrong ones
 * came before, so nobody can lock the owner out.
 */
final class Credentials {
  private static final int WRONG_TOKENS_A_MINUTE = 20;
  private static final int MOST_ADDRESSES = 10_000;
  private static final long MINUTE = 60_000_000_000L;

  private final Tokens tokens;
  private final Callers callers;
  private final LongSupplier nanos;
  private final Map<String, Guesses> guesses =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Guesses> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  private record Guesses(long from, int count) {}

  Credentials(Tokens tokens, Callers callers, LongSupplier nanos) {
    this.tokens = tokens;
    this.callers = callers;
    this.nanos = nanos;
  }

  /** The token's line; throws {@code UNAUTHORIZED}, and {@code TOO_MANY} after too many. */
  TokenLine whose(Context request, String token) {
    return tokens.whose(token).orElseThrow(() -> refusal(request));
  }

  private OpsFailure refusal(Context request) {
    if (count(Callers.network(callers.address(request))) > WRONG_TOKENS_A_MINUTE) {
      request.header(Header.RETRY_AFTER, "60");
      return new OpsFailure(
          OpsFailure.Kind.TOO_MANY, "too many wrong tokens from this address; wait a minute");
    }
    request.header(Header.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    return new OpsFailure(
        OpsFailure.Kind.UNAUTHORIZED,
        "the token is not known here; the daemon's ops.tokens, or ops-token in its data.dir, has"
            + " the ones that are");
  }

  private synchronized int count(String address) {
    long now = nanos.getAsLong();
    Guesses before = guesses.get(address);
    Guesses after =
        before != null && now - before.from() < MINUTE
            ? new Guesses(before.from(), before.count() + 1)
            : new Guesses(now, 1);
    guesses.put(address, after);
    return after.count();
  }
}
