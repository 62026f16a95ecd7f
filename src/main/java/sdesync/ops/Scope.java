package sdesync.ops;

import io.javalin.security.RouteRole;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token may do; each scope may what the ones before it may. */
public enum Scope implements RouteRole {
  /** Nothing a token is needed for. */
  PUBLIC,
  /** Look at everything; nothing there is secret. */
  VIEW,
  /** Start and cancel runs, poll, check. */
  RUN,
  /** Hold integrations back and let them go again. */
  ADMIN;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean covers(Scope needed) {
    return compareTo(needed) >= 0;
  }

  /** The scope of a token of that exact name. */
  static Optional<Scope> named(String wireName) {
    return Arrays.stream(values())
        .filter(scope -> scope != PUBLIC && scope.wireName().equals(wireName))
        .findFirst();
  }
}
