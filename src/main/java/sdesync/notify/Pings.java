package sdesync.notify;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import sdesync.http.Outbound;
import sdesync.http.Request;
import sdesync.integration.RunRequest;
import sdesync.ops.RunView;
import sdesync.redact.Secret;

/**
 * A dead man's switch, as Healthchecks has it: {@code URL/start} when a run begins, {@code URL}
 * when it succeeded, {@code URL/fail} when not, with the run as {@code rid}. When no ping comes any
 * more somebody else raises the alarm. The bean {@code pings} of the run routes.
 */
public final class Pings implements AutoCloseable {
  /** These run again, or never ran. */
  private static final Set<String> NO_END = Set.of("lost", "skipped");

  private static final Set<String> CUT = Set.of("shutdown", "lease_lost");

  private final boolean wanted;
  private final Outbox<URI> outbox;
  private final Secret base;

  public Pings(NotifySettings settings, Outbound outbound) {
    this(settings, outbound, Webhook.PAUSES);
  }

  Pings(NotifySettings settings, Outbound outbound, List<Duration> pauses) {
    Secret ping = settings.ping();
    this.wanted = ping != null;
    this.base = ping == null ? Secret.of("") : ping;
    var calls = new Calls(outbound);
    this.outbox = new Outbox<>("ping", url -> calls.send(Request.Method.GET, url, null), pauses);
  }

  /** An attempt begins. */
  public void started(RunRequest request) {
    put("/start", request.runId());
  }

  /** A run ended. */
  public void finished(RunView run) {
    boolean cut = run.reason() != null && CUT.contains(run.reason());
    if (run.id() != null && !cut && !NO_END.contains(run.state())) {
      put(run.succeeded() ? "" : "/fail", run.id());
    }
  }

  private void put(String what, String runId) {
    if (wanted) {
      outbox.put(url(base.reveal(), what, runId));
    }
  }

  /** What the URL has as a query stays there. */
  static URI url(String base, String what, String runId) {
    int query = base.indexOf('?');
    String path = query < 0 ? base : base.substring(0, query);
    String rest = query < 0 ? "" : "&" + base.substring(query + 1);
    UUID rid = UUID.nameUUIDFromBytes(runId.getBytes(StandardCharsets.UTF_8));
    return URI.create(path.replaceFirst("/+$", "") + what + "?rid=" + rid + rest);
  }

  public long sent() {
    return outbox.sent();
  }

  public long lost() {
    return outbox.lost();
  }

  @Override
  public void close() {
    outbox.close();
  }
}
