package sdesync.sde;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import sdesync.integration.Integration;

/**
 * The APIs under which SD Elements has listed its integrations. All in which they differ is decided
 * here and in {@link ItemReader}; what leaves the room is an {@link Integration} whichever it was.
 */
public enum Dialect {
  /** sde-integrations-api.md: one list of all kinds, which shows params when it is asked to. */
  INTEGRATIONS,

  /** Servers 3.2 to 5.x: a list for each kind, in which whoever may see params sees them. */
  CONNECTIONS_ALM,

  /** Servers of today: as before, but the trackers' list and their params have another name. */
  CONNECTIONS_ISSUE_TRACKER;

  /** How {@code auto} asks: the newest first, for a server may keep an old path beside it. */
  static final List<Dialect> NEWEST_FIRST =
      List.of(CONNECTIONS_ISSUE_TRACKER, CONNECTIONS_ALM, INTEGRATIONS);

  private static final Listing ANALYSIS = connections("analysis", "Analysis Tool");
  private static final Listing LDAP = connections("ldap", "LDAP");

  /**
   * One list.
   *
   * @param path below {@code /api/v2/}
   * @param type what being in this list says of an item's type; null when each item says its own
   * @param jobs what the paths of its jobs end with
   */
  record Listing(String path, @Nullable String type, String jobs) {
    /** Users have no projects; a list of one project has none of these. */
    boolean hasProjects() {
      return !jobs.equals("ldap");
    }
  }

  private static Listing connections(String kind, String type) {
    return new Listing("connections/" + kind + "/", type, kind);
  }

  /** As {@code sde.api} names it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException when none has that word
   */
  public static Dialect of(String word) {
    return Arrays.stream(values())
        .filter(dialect -> dialect.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no dialect " + word));
  }

  /** Whether it says of each connection if a remote agent is to run it, and takes job results. */
  public boolean hasConnections() {
    return this != INTEGRATIONS;
  }

  /** The list without which there is nothing to poll. */
  Listing main() {
    return listings().get(0);
  }

  List<Listing> listings() {
    return switch (this) {
      case INTEGRATIONS -> List.of(new Listing("integrations/", null, "alm"));
      case CONNECTIONS_ALM -> List.of(connections("alm", "ALM"), ANALYSIS, LDAP);
      case CONNECTIONS_ISSUE_TRACKER ->
          List.of(connections("issue-tracker", "ALM"), ANALYSIS, LDAP);
    };
  }

  /** The lists that can hold what is wanted, in the order they are asked for. */
  List<Listing> listings(@Nullable Long project, Filters wanted) {
    return listings().stream()
        .filter(listing -> project == null || listing.hasProjects())
        .filter(listing -> listing.type() == null || wanted.matchType(listing.type()))
        .toList();
  }

  /** Where such an integration is listed; every list when its type tells nothing. */
  List<Listing> listingsOf(Integration known) {
    List<Listing> its = listings(null, new Filters(Map.of("type", known.type())));
    return its.isEmpty() ? listings() : its;
  }

  /** Where the jobs of such an integration are; the first API's were kept by kind as well. */
  Listing listingOf(String type) {
    List<Listing> kinds = hasConnections() ? listings() : CONNECTIONS_ALM.listings();
    return kinds.stream()
        .filter(listing -> type.equals(listing.type()))
        .findFirst()
        .orElse(kinds.get(0));
  }

  /** The list's path. The first API alone had one for each project. */
  String path(Listing listing, @Nullable Long project) {
    return "/api/v2/"
        + (project == null || hasConnections() ? "" : "projects/" + project + "/")
        + listing.path();
  }

  /** Where one item of the list is to be had. */
  String path(Listing listing, long id) {
    return "/api/v2/" + listing.path() + id + "/";
  }

  /**
   * The query that narrows a list. Connections' {@code system} became an object and left the
   * documentation as a filter, and their type is the list itself: both are applied on our side.
   */
  Map<String, String> narrowing(@Nullable Long project, Filters filters) {
    Map<String, String> sent = new LinkedHashMap<>(filters.parameters());
    if (hasConnections()) {
      sent.keySet().removeAll(List.of("system", "type"));
      if (project != null) {
        sent.put("project", project.toString());
      }
    }
    return sent;
  }

  /** What a list is asked to include; null for nothing. */
  @Nullable String include(boolean withParams) {
    if (hasConnections()) {
      return "last_job";
    }
    return withParams ? "params" : null;
  }
}
