package sdesync.sandbox.rally;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import sdesync.sandbox.wire.Request;

/**
 * Who asks. With a name and password each request without a session cookie begins a session, and a
 * write needs the security token of the session whose cookie comes with it. An API key needs
 * neither; but a live session's cookie beside it wins.
 */
final class Access {
  private static final int SESSIONS = 1000;
  private static final String COOKIE = "JSESSIONID";

  private final Map<String, Account> accounts = new ConcurrentHashMap<>();
  private final Map<String, Key> keys = new ConcurrentHashMap<>();
  private final Map<String, Session> sessions =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
              return size() > SESSIONS;
            }
          });

  private record Key(Account account, boolean readOnly) {}

  /** A login with a name and password. */
  record Session(String id, String token, Account account) {}

  /** How a request presents itself. */
  sealed interface Visitor {
    Account account();
  }

  record ByKey(Account account, boolean readOnly) implements Visitor {}

  /**
   * @param begun by this very request, so that it cannot know the session's token
   */
  record BySession(Session session, boolean begun) implements Visitor {
    @Override
    public Account account() {
      return session.account();
    }

    String cookie() {
      return COOKIE + "=" + session.id() + "; Path=/slm; HttpOnly";
    }
  }

  void add(Account account) {
    accounts.put(account.userName(), account);
  }

  void addKey(String key, String userName, boolean readOnly) {
    Account account = accounts.get(userName);
    if (account == null) {
      throw new IllegalArgumentException("Rally has no user " + userName);
    }
    keys.put(key, new Key(account, readOnly));
  }

  /** From now on the key is unknown, as one that expired. */
  void removeKey(String key) {
    keys.remove(key);
  }

  /** Ends every session: cookies and tokens are worth nothing from now on. */
  void endSessions() {
    sessions.clear();
  }

  /** Empty for a stranger. */
  Optional<Visitor> visitor(Request request) {
    Optional<Session> live =
        request.cookie(COOKIE).flatMap(id -> Optional.ofNullable(sessions.get(id)));
    if (live.isPresent()) {
      return Optional.of(new BySession(live.get(), false));
    }
    Optional<String> key = request.header("zsessionid");
    if (key.isPresent()) {
      return key.map(keys::get).map(known -> new ByKey(known.account(), known.readOnly()));
    }
    return basic(request).map(account -> new BySession(begin(account), true));
  }

  private Session begin(Account account) {
    var session =
        new Session(
            UUID.randomUUID().toString().replace("-", ""), UUID.randomUUID().toString(), account);
    sessions.put(session.id(), session);
    return session;
  }

  private Optional<Account> basic(Request request) {
    String header = request.header("authorization").orElse("");
    if (!header.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(header.substring(6).strip());
      String[] pair = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return Optional.ofNullable(accounts.get(pair[0]))
          .filter(account -> pair.length == 2 && account.password().equals(pair[1]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The name of whoever asks, for the log; a request that begins a session does not begin one. */
  String name(Request request) {
    return request
        .cookie(COOKIE)
        .flatMap(id -> Optional.ofNullable(sessions.get(id)))
        .map(Session::account)
        .or(() -> request.header("zsessionid").map(keys::get).map(Key::account))
        .or(() -> basic(request))
        .map(Account::userName)
        .orElse("nobody");
  }
}
