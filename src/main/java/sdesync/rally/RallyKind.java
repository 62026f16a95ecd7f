package sdesync.rally;

import java.net.URI;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import sdesync.http.Outbound;
import sdesync.http.Target;
import sdesync.sync.Calls;
import sdesync.sync.IssueTracker;
import sdesync.sync.ParamReader;
import sdesync.sync.TrackerAccess;
import sdesync.sync.TrackerKind;

/** Makes a tracker of the params of {@code sync_rally}. */
public final class RallyKind implements TrackerKind {
  private static final Target NOWHERE = new Target(URI.create("https://nowhere.invalid"), true);

  private final Outbound http;
  private final InstantSource clock;

  public RallyKind(Outbound http, InstantSource clock) {
    this.http = http;
    this.clock = clock;
  }

  @Override
  public IssueTracker tracker(ParamReader params, Calls calls) {
    TrackerAccess access = TrackerAccess.read(params);
    RallyParams own = RallyParams.read(params);
    var credentials = Credentials.read(access, params);
    if (!access.contextRoot().matches("[A-Za-z0-9._~/-]*") || access.contextRoot().contains("..")) {
      params.problem(
          "alm_context_root",
          "is " + ParamReader.shown(access.contextRoot()) + "; a path such as a/b is expected");
    }
    // After any problem the tracker is not used.
    Target target = target(access, params);
    String host = host(target == null ? NOWHERE : target);
    var wsapi =
        new Wsapi(
            new Wsapi.Place(http, target == null ? NOWHERE : target, access.contextRoot()),
            credentials,
            calls.to(host),
            new Failures(host, credentials.named(), clock));
    return new Rally(wsapi, own, target == null ? NOWHERE.origin() : target.origin());
  }

  private @Nullable Target target(TrackerAccess access, ParamReader params) {
    if (access.server().isEmpty()) {
      return null; // said already
    }
    return http.target(
        access.method(), access.server(), access.validateCertificate(), params::problem);
  }

  private static String host(Target target) {
    return target.origin().getRawAuthority().toLowerCase(Locale.ROOT);
  }
}
