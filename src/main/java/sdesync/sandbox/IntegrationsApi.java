package sdesync.sandbox;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import sdesync.sandbox.SandboxIntegrations.Listing;

/**
 * The two lists of sde-integrations-api.md. Where the document is silent it does what the Django
 * REST framework below SD Elements does.
 */
final class IntegrationsApi {
  private static final Pattern PATHS =
      Pattern.compile("/api/v2/(?:projects/(\\d{1,18})/)?integrations/");

  private final SandboxIntegrations integrations;

  IntegrationsApi(SandboxIntegrations integrations) {
    this.integrations = integrations;
  }

  /**
   * A request as far as the API looks at it.
   *
   * @param origin scheme, host and port under which the caller reached the server
   */
  record Request(String method, String origin, String path, Query query, Caller caller) {}

  Answer answer(Request request) {
    Matcher path = PATHS.matcher(request.path());
    if (!path.matches()) {
      return Answer.error(404, "Not found.");
    }
    if (!request.caller().isKnown()) {
      return Answer.error(401, request.caller().detail(), Map.of("WWW-Authenticate", "Token"));
    }
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Answer.error(
          405, "Method \"" + request.method() + "\" not allowed.", Map.of("Allow", "GET, HEAD"));
    }
    if (path.group(1) == null) {
      return list(request, true, SandboxIntegrations.EVERY);
    }
    long project = Long.parseLong(path.group(1));
    if (!integrations.knowsProject(project)) {
      return Answer.error(404, "Not found.");
    }
    return list(request, false, item -> item.projectId() == project);
  }

  private Answer list(Request request, boolean withProject, Predicate<SandboxIntegration> wanted) {
    boolean withParams = request.caller() == Caller.ADMIN && request.query().includesParams();
    Listing listing = integrations.where(request.query().filters(), wanted);
    int size = request.query().pageSize();
    if (size == 0) {
      return Answer.ok(
          json -> {
            json.writeStartObject();
            results(json, listing, 0, Long.MAX_VALUE, withProject, withParams);
            json.writeEndObject();
          });
    }
    int page = request.query().page();
    long first = (page - 1L) * size;
    if (page < 1 || (page > 1 && first >= listing.count())) {
      return Answer.error(404, "Invalid page.");
    }
    boolean more = first + size < listing.count();
    return Answer.ok(
        json -> {
          json.writeStartObject();
          json.writeNumberField("count", listing.count());
          link(json, "next", more, request, page + 1);
          link(json, "previous", page > 1, request, page - 1);
          results(json, listing, first, size, withProject, withParams);
          json.writeEndObject();
        });
  }

  private static void link(
      JsonGenerator json, String name, boolean there, Request request, int page)
      throws IOException {
    if (there) {
      json.writeStringField(
          name, request.origin() + request.path() + "?" + request.query().forPage(page));
    } else {
      json.writeNullField(name);
    }
  }

  private static void results(
      JsonGenerator json,
      Listing listing,
      long first,
      long size,
      boolean withProject,
      boolean withParams)
      throws IOException {
    json.writeArrayFieldStart("results");
    Iterator<SandboxIntegration> items = listing.from().apply(first).limit(size).iterator();
    while (items.hasNext()) {
      items.next().write(json, withProject, withParams);
    }
    json.writeEndArray();
  }
}
