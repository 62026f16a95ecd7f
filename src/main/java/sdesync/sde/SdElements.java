package sdesync.sde;

import java.io.IOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import sdesync.http.Answer;
import sdesync.http.HttpFailure;
import sdesync.http.Outbound;
import sdesync.integration.Integration;

/**
 * SD Elements' integrations, over its API. The bean {@code sde} of the poll route, and what a
 * starting run asks for its params.
 */
public final class SdElements {
  private final SdeSettings settings;
  private final Outbound http;
  private final Failures failures;

  public SdElements(SdeSettings settings, Outbound http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.failures = new Failures(clock);
  }

  /** Whether there is an admin token, without which no params are ever asked for. */
  public boolean canReadParams() {
    return settings.adminToken() != null;
  }

  /**
   * Begins to read a list, under the admin token if there is one.
   *
   * @param project whose list; null for the list of all projects
   */
  public ListReading open(@Nullable Long project) {
    Access access = Access.best(settings);
    var filters = new Filters(settings.filters());
    return new ListReading(
        project, access, filters, new Paging(list(project, filters, access), access.seesParams()));
  }

  /** Makes the exchange's message the request for the next page. */
  public void ask(ListReading reading, Exchange exchange) {
    reading.access().request(reading.paging().page()).putOn(exchange);
  }

  /**
   * Reads the page that came back, item by item from the wire.
   *
   * @throws SdeFailure when it cannot be relied on; the connection is closed then
   */
  public void read(ListReading reading, Exchange exchange) {
    try (Answer answer = http.answer(exchange, settings.maxResponseBytes())) {
      turn(answer, reading.access(), reading.paging(), reading::item);
    } finally {
      exchange.getMessage().setBody(null);
    }
  }

  /** The list, once its last page is read. */
  public IntegrationList finish(ListReading reading) {
    return reading.list();
  }

  /** A failure of the route's HTTP step, in words; any other failure as it is. */
  public Throwable explain(Throwable failure, @Nullable ListReading reading) {
    return reading == null
        ? failure
        : HttpFailure.fromClient(failure)
            .<Throwable>map(http -> failures.transport(http, reading.paging().page()))
            .orElse(failure);
  }

  /**
   * The whole list at once, for {@code check}, which polls nothing.
   *
   * @throws SdeFailure when it cannot be relied on
   */
  public IntegrationList list(@Nullable Long project) {
    ListReading reading = open(project);
    while (reading.isMore()) {
      try (Answer answer = get(reading.access(), reading.paging().page())) {
        turn(answer, reading.access(), reading.paging(), reading::item);
      }
    }
    return reading.list();
  }

  /**
   * The integration as SD Elements has it now, with its params if {@link #canReadParams()}.
   *
   * <p>One request, narrowed by the integration's own project, alias, system, type and frequency,
   * read from the wire only as far as the integration. What changed in SD Elements since the last
   * poll would be hidden by those very filters, so before an integration counts as gone there is a
   * second look without alias and frequency: through its project's whole list, or, where the
   * project is not known, through all projects' integrations of its system and type. Params of
   * other integrations are passed over.
   *
   * @return empty when it is no longer listed; with params of null in its integration when the
   *     admin token was shown none
   * @throws SdeFailure when SD Elements does not answer, or not sensibly
   */
  public Optional<Fetched> fetch(Integration known) {
    Access access = Access.best(settings);
    var narrow = Filters.of(known);
    Optional<Fetched> found = search(known, narrow, access);
    if (found.isEmpty()) {
      found = search(known, known.projectId() == null ? narrow.lasting() : Filters.none(), access);
    }
    return found.filter(f -> new Filters(settings.filters()).match(f.integration()));
  }

  private Optional<Fetched> search(Integration known, Filters filters, Access access) {
    Long project = known.projectId();
    var paging = new Paging(list(project, filters, access), access.seesParams());
    var wanted = new OneItem(known.id(), project, access.seesParams());
    while (paging.more() && wanted.found().isEmpty()) {
      try (Answer answer = get(access, paging.page())) {
        if (project != null && noSuchProject(answer)) {
          return Optional.empty();
        }
        turn(answer, access, paging, wanted);
      }
    }
    return wanted.found();
  }

  /** A project that is gone took its integrations along; a wrong URL answers with a page. */
  private static boolean noSuchProject(Answer answer) {
    return answer.status() == 404
        && answer.header("Content-Type").orElse("").startsWith("application/json");
  }

  /**
   * What a token is shown, from the first item alone.
   *
   * @throws SdeFailure when it is refused, or SD Elements does not answer
   * @throws IllegalStateException when the token is not configured
   */
  public Sight probe(Token token) {
    Access access = Access.of(token, settings);
    Long project = settings.projects().isEmpty() ? null : settings.projects().get(0);
    URI uri = url(project, Map.of("page_size", "1"), access);
    var first = new FirstItem();
    try (Answer answer = get(access, uri)) {
      turn(answer, access, new Paging(uri, access.seesParams()), first);
    }
    return first.sight();
  }

  private Answer get(Access access, URI uri) {
    try {
      return http.send(settings.origin(), access.request(uri), settings.maxResponseBytes());
    } catch (HttpFailure e) {
      throw failures.transport(e, uri);
    }
  }

  private void turn(Answer answer, Access access, Paging paging, ListItems taker) {
    URI uri = paging.page();
    if (answer.status() != 200) {
      throw failures.status(answer, access, uri);
    }
    if (answer.header("Content-Type").orElse("").startsWith("text/html")) {
      throw failures.html(uri);
    }
    try {
      PageReader.Page page = new PageReader().read(answer.body(), taker);
      if (page != null) {
        paging.turned(page);
      }
    } catch (BadList e) {
      throw failures.list(e, uri);
    } catch (IOException e) {
      throw failures.unreadable(e, uri, settings.maxResponseBytes());
    } catch (IllegalStateException e) {
      // Jackson's guard against names made to collide.
      throw failures.notJson(uri);
    }
  }

  private URI list(@Nullable Long project, Filters filters, Access access) {
    Map<String, String> parameters = new LinkedHashMap<>(filters.parameters());
    if (settings.pageSize() > 0) {
      parameters.put("page_size", Integer.toString(settings.pageSize()));
    }
    return url(project, parameters, access);
  }

  private URI url(@Nullable Long project, Map<String, String> parameters, Access access) {
    String path =
        project == null
            ? "/api/v2/integrations/"
            : "/api/v2/projects/" + project + "/integrations/";
    String query = Query.of(parameters, access.seesParams());
    return URI.create(settings.url() + path + (query.isEmpty() ? "" : "?" + query));
  }
}
