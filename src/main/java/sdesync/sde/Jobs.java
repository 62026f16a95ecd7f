package sdesync.sde;

import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import sdesync.http.Answer;
import sdesync.http.Outbound;
import sdesync.http.Request.Method;
import sdesync.sde.Dialect.Listing;

/**
 * SD Elements' jobs: the syncs of its connections and how they ended. Results are written under the
 * ordinary token, what was asked for is read under the polls' token.
 */
public final class Jobs {
  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);

  private final SdeSettings settings;
  private final Supplier<Dialect> dialect;
  private final Failures failures;
  private final Calls calls;

  /** By kind, which of its paths took a result. */
  private final Map<String, Integer> taking = new ConcurrentHashMap<>();

  /**
   * @param dialect as {@link SdElements#dialect()}
   */
  public Jobs(SdeSettings settings, Supplier<Dialect> dialect, Outbound http, InstantSource clock) {
    this.settings = settings;
    this.dialect = dialect;
    this.failures = new Failures(clock);
    this.calls = new Calls(settings, http, failures);
  }

  /**
   * Whether results are told to SD Elements: as configured, else where the dialect has jobs.
   *
   * @throws SdeFailure when the server had to be asked for its API and did not tell
   */
  public boolean takesResults() {
    Boolean configured = settings.api().reportResults();
    return configured == null ? dialect.get().hasConnections() : configured;
  }

  /** Whether syncs that somebody asked for in SD Elements are run here. */
  public boolean takesRequests() {
    return settings.api().requestsEvery() != null;
  }

  /**
   * Tells SD Elements how a run ended. The documentation names two places; the first that takes it
   * is the place from then on.
   *
   * @throws SdeFailure when it was not taken
   */
  public void post(JobResult result) {
    Listing listing = dialect.get().listingOf(result.type());
    List<String> paths = paths(listing, result.project());
    int first = Math.min(taking.getOrDefault(listing.jobs(), 0), paths.size() - 1);
    Access access = Access.forWriting(settings);
    for (int i = 0; i < paths.size(); i++) {
      int path = (first + i) % paths.size();
      if (isTaken(access, Method.POST, paths.get(path), fields(result))) {
        taking.put(listing.jobs(), path);
        return;
      }
    }
    throw new SdeFailure(
        SdeFailure.Kind.BAD_ANSWER,
        "SD Elements takes job results at none of "
            + String.join(", ", paths)
            + "; sde.report-results=false stops trying",
        null,
        null);
  }

  /**
   * Answers a job that somebody asked for.
   *
   * @throws SdeFailure when the answer was not taken
   */
  public void answer(String kind, long id, JobResult result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("ready", true);
    fields.put("succeeded", result.succeeded());
    fields.put("result_message", result.message());
    String path = "/api/v2/jobs/" + kind + "/" + id + "/";
    if (!isTaken(Access.forWriting(settings), Method.PATCH, path, fields)) {
      LOG.info("SD Elements does not let {} be completed; its result is posted beside it", path);
      post(result);
    }
  }

  private static Map<String, Object> fields(JobResult result) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("connection", result.connection());
    fields.put("result_message", result.message());
    fields.put("succeeded", result.succeeded());
    fields.put("automatic", result.automatic());
    return fields;
  }

  private static List<String> paths(Listing listing, @Nullable Long project) {
    List<String> paths = new ArrayList<>();
    List<String> kinds =
        listing.jobs().equals("issue-tracker")
            ? List.of("issue-tracker", "alm")
            : List.of(listing.jobs());
    for (String kind : kinds) {
      if (project != null) {
        paths.add("/api/v2/projects/" + project + "/jobs/" + kind + "/");
      }
      paths.add("/api/v2/jobs/" + kind + "/");
    }
    return paths;
  }

  /** Whether it was taken; false when there is no such place. */
  private boolean isTaken(Access access, Method method, String path, Map<String, Object> fields) {
    URI uri = calls.url(path, Map.of(), null);
    try (Answer answer = calls.send(access, method, uri, fields)) {
      int status = answer.status();
      if (status == 404 || status == 405) {
        return false;
      }
      if (status == 400 || status == 409 || status == 422) {
        throw new SdeFailure(
            SdeFailure.Kind.REFUSED,
            "SD Elements refused it (HTTP " + status + " to " + path + "); it is not sent again",
            null,
            null);
      }
      if (status < 200 || status > 299) {
        throw failures.status(answer, access, uri);
      }
      return true;
    }
  }

  /**
   * What somebody asked for in SD Elements and nobody has run yet, of every kind that the token may
   * see.
   *
   * @throws SdeFailure when SD Elements does not answer, or not sensibly
   */
  public List<Job> asked() {
    Access access = Access.best(settings);
    List<Job> asked = new ArrayList<>();
    for (Listing listing : dialect.get().listings()) {
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put("ready", "false");
      parameters.put("automatic", "false");
      parameters.putAll(settings.paged());
      var paging =
          new Paging(calls.url("/api/v2/jobs/" + listing.jobs() + "/", parameters, null), null);
      var reader = new JobReader(listing, paging, asked);
      while (paging.more()) {
        try (Answer answer = calls.get(access, paging.page())) {
          if (answer.status() == 403 || answer.status() == 404) {
            break;
          }
          calls.turn(answer, access, paging, reader);
        }
      }
    }
    return asked;
  }
}
