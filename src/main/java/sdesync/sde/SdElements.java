package sdesync.sde;

import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;
import sdesync.http.Answer;
import sdesync.http.HttpFailure;
import sdesync.http.Outbound;
import sdesync.integration.Integration;
import sdesync.sde.Dialect.Listing;
import sdesync.sde.ListReading.Part;

/**
 * SD Elements' integrations, over whichever API it has. The bean {@code sde} of the poll route, and
 * what a starting run asks for its params.
 */
public final class SdElements {
  private final SdeSettings settings;
  private final Outbound http;
  private final Failures failures;
  private final Calls calls;
  private final Spoken spoken;
  private final LeftOut leftOut = new LeftOut();

  public SdElements(SdeSettings settings, Outbound http, InstantSource clock) {
    this.settings = settings;
    this.http = http;
    this.failures = new Failures(clock);
    this.calls = new Calls(settings, http, failures);
    this.spoken = new Spoken(settings, calls);
  }

  /** Whether there is an admin token, without which no params are ever asked for. */
  public boolean canReadParams() {
    return settings.adminToken() != null;
  }

  /**
   * The API that is spoken; the server is asked if that is not configured and not known yet.
   *
   * @throws SdeFailure when it does not answer, refuses the token, or speaks none
   */
  public Dialect dialect() {
    return spoken.dialect();
  }

  /**
   * Begins to read a list, under the admin token if there is one.
   *
   * @param project whose list; null for the list of all projects
   * @throws SdeFailure when the server had to be asked for its API and did not tell
   */
  public ListReading open(@Nullable Long project) {
    Dialect dialect = spoken.dialect();
    Access access = Access.best(settings);
    Ours ours = Ours.of(settings).in(project);
    Map<String, String> parameters =
        new LinkedHashMap<>(dialect.narrowing(project, ours.filters()));
    parameters.putAll(settings.paged());
    List<Part> parts =
        dialect.listings(project, ours.filters()).stream()
            .map(listing -> part(dialect, listing, project, parameters, access))
            .toList();
    return new ListReading(project, access, ours, parts);
  }

  private Part part(
      Dialect dialect,
      Listing listing,
      @Nullable Long project,
      Map<String, String> parameters,
      Access access) {
    String include = dialect.include(access.seesParams());
    URI first = calls.url(dialect.path(listing, project), parameters, include);
    return new Part(
        ItemForm.of(dialect, listing, project),
        new Paging(first, include),
        listing.equals(dialect.main()));
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
      take(reading, answer);
    } finally {
      exchange.getMessage().setBody(null);
    }
  }

  private void take(ListReading reading, Answer answer) {
    boolean closed = answer.status() == 403 || answer.status() == 404;
    if (closed && reading.canPassOver()) {
      reading.passOver();
      return;
    }
    if (answer.status() == 404 && reading.isOfAll()) {
      throw spoken.notThere(spoken.dialect());
    }
    calls.turn(answer, reading.access(), reading.paging(), reading::item);
    reading.turned();
  }

  /** The list, once its last page is read. */
  public IntegrationList finish(ListReading reading) {
    IntegrationList list = reading.list();
    leftOut.tell(list);
    return list;
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
      try (Answer answer = calls.get(reading.access(), reading.paging().page())) {
        take(reading, answer);
      }
    }
    return reading.list();
  }

  /**
   * The integration as SD Elements has it now, with its params if {@link #canReadParams()}.
   *
   * @return empty when it is no longer listed; with params of null in its integration when the
   *     admin token was shown none
   * @throws SdeFailure when SD Elements does not answer, or not sensibly
   */
  public Optional<Fetched> fetch(Integration known) {
    return new Fetch(settings, calls, spoken.dialect()).fetch(known);
  }

  /**
   * What a token is shown, from the first item alone.
   *
   * @throws SdeFailure when it is refused, or SD Elements does not answer
   * @throws IllegalStateException when the token is not configured
   */
  public Sight probe(Token token) {
    Access access = Access.of(token, settings);
    Dialect dialect = spoken.dialect();
    Long project = settings.projects().isEmpty() ? null : settings.projects().get(0);
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("page_size", "1");
    parameters.putAll(dialect.narrowing(project, Filters.none()));
    String include = dialect.include(access.seesParams());
    URI uri = calls.url(dialect.path(dialect.main(), project), parameters, include);
    var first = new FirstItem(ItemForm.of(dialect, dialect.main(), project));
    try (Answer answer = calls.get(access, uri)) {
      calls.turn(answer, access, new Paging(uri, include), first);
    }
    return first.sight();
  }
}
