package sdesync.ops;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import sdesync.http.Certificates;
import sdesync.redact.Secret;

/** The worker of a daemon, asked over its API. Starts neither Camel nor a database. */
public final class RemoteOperations implements Operations {
  private static final Duration ORDER = Duration.ofSeconds(60);

  /** A poll reads every list to its end. */
  private static final Duration POLL = Duration.ofMinutes(30);

  private final RemoteCalls calls;

  private RemoteOperations(RemoteCalls calls) {
    this.calls = calls;
  }

  /**
   * @param url of the daemon
   * @param settings for the token, {@code ops.token} or the generated one
   */
  public static RemoteOperations at(URI url, OpsSettings settings) {
    Secret token = settings.client().token();
    return new RemoteOperations(
        new RemoteCalls(
            url,
            token == null ? () -> GeneratedToken.read(settings.dataDir()) : token::reveal,
            trust(settings)));
  }

  /** Null for whom the platform trusts. */
  private static @Nullable SSLContext trust(OpsSettings settings) {
    Path own = settings.edge().tlsCert();
    Path ca = settings.client().ca();
    if (own != null) {
      return OwnCertificate.only(own);
    }
    try {
      return ca == null ? null : Certificates.trusting(ca);
    } catch (IllegalArgumentException e) {
      throw new OpsMisconfigured(String.valueOf(e.getMessage()), e);
    }
  }

  /**
   * Whether a daemon answers there within 2 s; needs no token. Throws {@code UNREACHABLE} when what
   * answers is not trusted.
   */
  public boolean answers() {
    return calls.answers();
  }

  @Override
  public StatusView status() {
    return calls.get("/status", new TypeReference<>() {});
  }

  @Override
  public Page<IntegrationView> integrations(IntegrationQuery query) {
    Selector selector = query.selector();
    var asked = new ArrayList<String>();
    selector.ids().forEach(id -> asked.add("id=" + id));
    add(asked, "alias", selector.alias());
    add(asked, "system", selector.system());
    add(asked, "type", selector.type());
    add(asked, "frequency", selector.frequency());
    add(asked, "project", selector.project());
    add(asked, "limit", query.limit());
    add(asked, "cursor", query.cursor());
    return calls.get("/integrations?" + String.join("&", asked), new TypeReference<>() {});
  }

  @Override
  public IntegrationView integration(long id) {
    return calls.get("/integrations/" + id, new TypeReference<>() {});
  }

  @Override
  public Page<PollView> polls() {
    return calls.get("/polls", new TypeReference<>() {});
  }

  @Override
  public Page<PollChanges> poll(String by) {
    return calls.post("/polls", null, by, POLL, new TypeReference<>() {});
  }

  @Override
  public RunAnswers requestRuns(RunOrder order, String by) {
    ObjectNode body = SelectorJson.write(order.selector());
    if (order.dryRun()) {
      body.put("dry_run", true);
    }
    if (order.acceptPlan() != null) {
      body.put("accept_plan", order.acceptPlan());
    }
    return calls.post("/runs", body, by, ORDER, new TypeReference<>() {});
  }

  @Override
  public RunView run(String runId) {
    return calls.get("/runs/" + Links.encode(runId), new TypeReference<>() {});
  }

  @Override
  public Page<RunView> runs(RunQuery query) {
    var asked = new ArrayList<String>();
    if (!query.ids().isEmpty()) {
      add(asked, "id", String.join(",", query.ids()));
    }
    add(asked, "integration", query.integration());
    add(asked, "state", query.state() == null ? null : query.state().wireName());
    add(asked, "since", query.since());
    add(asked, "limit", query.limit());
    add(asked, "cursor", query.cursor());
    return calls.get("/runs?" + String.join("&", asked), new TypeReference<>() {});
  }

  @Override
  public LogPart log(String runId, long offset) {
    var answer = calls.text("/runs/" + Links.encode(runId) + "/log?offset=" + offset);
    var headers = answer.headers();
    return new LogPart(
        answer.body(),
        headers.firstValueAsLong(LogFollowers.NEXT_HEADER).orElse(offset),
        headers.firstValue(LogFollowers.END_HEADER).map(Boolean::parseBoolean).orElse(true));
  }

  @Override
  public RunView cancel(String runId, String by) {
    return calls.post(
        "/runs/" + Links.encode(runId) + "/cancel", null, by, ORDER, new TypeReference<>() {});
  }

  @Override
  public Page<IntegrationView> pause(PauseOrder order, String by) {
    ObjectNode body = SelectorJson.write(order.selector());
    if (order.until() != null) {
      body.put("until", order.until().toString());
    }
    if (order.note() != null) {
      body.put("note", order.note());
    }
    return calls.post("/pause", body, by, ORDER, new TypeReference<>() {});
  }

  @Override
  public Page<IntegrationView> resume(Selector selector, String by) {
    return calls.post("/resume", SelectorJson.write(selector), by, ORDER, new TypeReference<>() {});
  }

  @Override
  public Why why(long integrationId, @Nullable Instant at) {
    String query = at == null ? "" : "?at=" + Links.encode(at.toString());
    return calls.get("/integrations/" + integrationId + "/why" + query, new TypeReference<>() {});
  }

  @Override
  public PlanView plan(long integrationId) {
    return calls.get("/integrations/" + integrationId + "/plan", POLL, new TypeReference<>() {});
  }

  @Override
  public CheckReport check() {
    return calls.post("/check", null, "", POLL, new TypeReference<>() {});
  }

  @Override
  public Page<AuditEntry> audit(int limit, @Nullable String cursor) {
    var asked = new ArrayList<String>();
    add(asked, "limit", limit);
    add(asked, "cursor", cursor);
    return calls.get("/audit?" + String.join("&", asked), new TypeReference<>() {});
  }

  private static void add(List<String> query, String name, @Nullable Object value) {
    if (value != null) {
      query.add(name + "=" + Links.encode(value.toString()));
    }
  }
}
