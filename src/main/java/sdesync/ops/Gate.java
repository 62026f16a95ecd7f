package sdesync.ops;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets in who has a token, and those as far as the token's scope goes. Closed by default: what is
 * not public needs a token, also where there is nothing.
 */
final class Gate {
  /** Names who asks on behalf of a token: the command line sends the login name. */
  static final String USER_HEADER = "Sde-Sync-User";

  private static final String WHO = "who";
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int WRONG_TOKENS_A_MINUTE = 20;
  private static final int MOST_ADDRESSES = 10_000;
  private static final long MINUTE = 60_000_000_000L;

  private final Tokens tokens;
  private final String bindHost;
  private final @Nullable URI publicUrl;
  private final LongSupplier nanos;
  private final Map<String, Guesses> guesses =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Guesses> eldest) {
          return size() > MOST_ADDRESSES;
        }
      };

  private record Guesses(long from, int count) {}

  Gate(Tokens tokens, OpsSettings settings, LongSupplier nanos) {
    this.tokens = tokens;
    this.bindHost = settings.bind().host().toLowerCase(Locale.ROOT);
    this.publicUrl = settings.edge().publicUrl();
    this.nanos = nanos;
  }

  /** Before anything else of a request that is not public. */
  void enter(Context request) {
    String header = request.header(Header.AUTHORIZATION);
    if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
      refuseForeignHost(request);
      request.header(Header.WWW_AUTHENTICATE, "Bearer");
      throw new OpsFailure(
          OpsFailure.Kind.UNAUTHORIZED, "a token is needed: send Authorization: Bearer TOKEN");
    }
    var known = tokens.whose(header.substring(7).strip());
    if (known.isEmpty()) {
      refuseGuess(request);
    }
    request.attribute(WHO, known.orElseThrow());
  }

  /** Before the handler of a route that needs that scope. */
  static void check(Context request, Scope needed) {
    TokenLine who = who(request);
    if (!who.scope().covers(needed)) {
      throw new OpsFailure(
          OpsFailure.Kind.FORBIDDEN,
          "the token \""
              + who.name()
              + "\" has the scope "
              + who.scope().wireName()
              + "; this needs "
              + needed.wireName());
    }
  }

  /** Who asks: the token's name and, from the command line, the login name. */
  static String asker(Context request) {
    String name = who(request).name();
    String login = request.header(USER_HEADER);
    String clean = login == null ? "" : login.replaceAll("[^A-Za-z0-9._@-]", "");
    return clean.isEmpty()
        ? name
        : name + " (" + clean.substring(0, Math.min(64, clean.length())) + ")";
  }

  static TokenLine who(Context request) {
    TokenLine who = request.attribute(WHO);
    if (who == null) {
      throw new IllegalStateException("no token was asked for " + request.path());
    }
    return who;
  }

  /** A page of another site must not get in under a name that resolves to this host. */
  private void refuseForeignHost(Context request) {
    String host = request.header(Header.HOST);
    String name = host == null ? "" : host.toLowerCase(Locale.ROOT).replaceFirst(":\\d*$", "");
    boolean ours =
        publicUrl == null
            ? LOOPBACK.contains(name) || name.equals(bindHost)
            : name.equals(publicUrl.getHost());
    if (!ours) {
      throw new OpsFailure(
          OpsFailure.Kind.FORBIDDEN,
          "requests for another host than this one's need a token: Authorization: Bearer TOKEN");
    }
  }

  /** Slows guessing down; a right token passes however many wrong ones came before. */
  private void refuseGuess(Context request) {
    int count;
    synchronized (guesses) {
      long now = nanos.getAsLong();
      Guesses before = guesses.get(request.ip());
      boolean sameMinute = before != null && now - before.from() < MINUTE;
      Guesses after =
          sameMinute && before != null
              ? new Guesses(before.from(), before.count() + 1)
              : new Guesses(now, 1);
      guesses.put(request.ip(), after);
      count = after.count();
    }
    if (count > WRONG_TOKENS_A_MINUTE) {
      request.header(Header.RETRY_AFTER, "60");
      throw new OpsFailure(
          OpsFailure.Kind.TOO_MANY, "too many wrong tokens from this address; wait a minute");
    }
    request.header(Header.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    throw new OpsFailure(
        OpsFailure.Kind.UNAUTHORIZED,
        "the token is not known here; the daemon's ops.tokens, or ops-token in its data.dir, has"
            + " the ones that are");
  }
}
