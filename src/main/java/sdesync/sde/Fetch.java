package sdesync.sde;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import sdesync.http.Answer;
import sdesync.integration.Integration;
import sdesync.sde.Dialect.Listing;

/**
 * The fresh look at one integration when its run starts: as little as the dialect allows, read from
 * the wire only as far as the integration. Params of others are passed over.
 */
final class Fetch {
  private final SdeSettings settings;
  private final Calls calls;
  private final Dialect dialect;
  private final Access access;
  private final Ours ours;

  Fetch(SdeSettings settings, Calls calls, Dialect dialect) {
    this.settings = settings;
    this.calls = calls;
    this.dialect = dialect;
    this.access = Access.best(settings);
    this.ours = Ours.of(settings);
  }

  /**
   * @return empty when it is no longer listed, or no longer this worker's
   * @throws SdeFailure when SD Elements does not answer, or not sensibly
   */
  Optional<Fetched> fetch(Integration known) {
    return (dialect.hasConnections() ? alone(known) : inLists(known)).flatMap(OneItem::found);
  }

  /** By its own GET, in the list of its type. */
  private Optional<OneItem> alone(Integration known) {
    for (Listing listing : dialect.listingsOf(known)) {
      var wanted = wanted(known, listing);
      URI uri = calls.url(dialect.path(listing, known.id()), Map.of(), null);
      try (Answer answer = calls.get(access, uri)) {
        if (!Calls.saysNotFound(answer)) {
          calls.read(answer, access, uri, () -> read(answer, wanted));
          return Optional.of(wanted);
        }
      }
      stillThere(listing);
    }
    return Optional.empty();
  }

  private static void read(Answer answer, OneItem wanted) throws IOException {
    try (JsonParser json = PageReader.parser(answer.body())) {
      json.nextToken();
      wanted.item(json);
      if (!wanted.isFound()) {
        throw new BadList("it is not the connection that was asked for");
      }
    }
  }

  /** A server that lost the whole list, by an upgrade perhaps, has not lost the connection. */
  private void stillThere(Listing listing) {
    URI uri = calls.url(dialect.path(listing, null), Map.of("page_size", "1"), null);
    try (Answer answer = calls.get(access, uri)) {
      calls.read(answer, access, uri, () -> new PageReader().read(answer.body(), json -> false));
    }
  }

  /**
   * By one request, narrowed by the integration's own project, alias, system, type and frequency.
   * What changed in SD Elements since the last poll would be hidden by those very filters, so
   * before an integration counts as gone there is a second look without alias and frequency:
   * through its project's whole list, or, where the project is not known, through all projects'
   * integrations of its system and type.
   */
  private Optional<OneItem> inLists(Integration known) {
    var narrow = Filters.of(known);
    Optional<OneItem> found = search(known, narrow);
    return found.isPresent()
        ? found
        : search(known, known.projectId() == null ? narrow.lasting() : Filters.none());
  }

  private Optional<OneItem> search(Integration known, Filters filters) {
    Listing listing = dialect.main();
    Long project = known.projectId();
    Map<String, String> parameters = new LinkedHashMap<>(dialect.narrowing(project, filters));
    parameters.putAll(settings.paged());
    String include = dialect.include(access.seesParams());
    var paging =
        new Paging(calls.url(dialect.path(listing, project), parameters, include), include);
    var wanted = wanted(known, listing);
    while (paging.more() && !wanted.isFound()) {
      try (Answer answer = calls.get(access, paging.page())) {
        if (project != null && Calls.saysNotFound(answer)) {
          // A project that is gone took its integrations along.
          return Optional.empty();
        }
        calls.turn(answer, access, paging, wanted);
      }
    }
    return wanted.isFound() ? Optional.of(wanted) : Optional.empty();
  }

  private OneItem wanted(Integration known, Listing listing) {
    return new OneItem(
        known.id(), ItemForm.of(dialect, listing, known.projectId()), access.seesParams(), ours);
  }
}
