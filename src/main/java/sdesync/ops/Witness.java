package sdesync.ops;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that what people do at the edge is remembered: who, from where, and what came of it.
 * Of what is denied, or done by nobody known, so many a minute are remembered one by one, and of
 * the rest their number, so that guessing does not fill a disk.
 */
final class Witness {
  private static final int DENIED_A_MINUTE = 10;
  private static final Set<HandlerType> READING = Set.of(HandlerType.GET, HandlerType.HEAD);
  private static final long MINUTE = 60_000_000_000L;

  private final Callers callers;
  private final Consumer<Attempt> attempts;
  private final LongSupplier nanos;
  private long minute;
  private int denied;

  Witness(Callers callers, Consumer<Attempt> attempts, LongSupplier nanos) {
    this.callers = callers;
    this.attempts = attempts;
    this.nanos = nanos;
    this.minute = nanos.getAsLong();
  }

  void register(JavalinConfig config) {
    config.routes.after(this::see);
  }

  private void see(Context request) {
    int status = request.statusCode();
    boolean acts = !READING.contains(request.method());
    boolean denied = status == 401 || status == 403 || status == 429;
    if (denied || (acts && !Gate.isKnown(request))) {
      deny(request, status);
    } else if (acts) {
      attempts.accept(attempt(request, Attempt.REQUEST, status));
    }
  }

  private void deny(Context request, int status) {
    int more;
    synchronized (this) {
      long now = nanos.getAsLong();
      more = 0;
      if (now - minute >= MINUTE) {
        more = Math.max(0, denied - DENIED_A_MINUTE);
        minute = now;
        denied = 0;
      }
      denied++;
      if (denied > DENIED_A_MINUTE) {
        return;
      }
    }
    if (more > 0) {
      attempts.accept(
          new Attempt("unknown", "", Attempt.DENIED, null, 401, "and " + more + " more before"));
    }
    attempts.accept(attempt(request, Attempt.DENIED, status));
  }

  private Attempt attempt(Context request, String action, int status) {
    String path = request.path();
    return new Attempt(
        Gate.knownAs(request),
        callers.address(request),
        action,
        integration(path),
        status,
        request.method() + " " + path.substring(0, Math.min(200, path.length())));
  }

  private static @Nullable Long integration(String path) {
    String id = path.replaceFirst(".*/integrations/([0-9]{1,18})(/.*)?", "$1");
    return id.equals(path) ? null : (Long) Long.parseLong(id);
  }
}
