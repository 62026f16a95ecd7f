package sdesync.sde;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import sdesync.sde.PageReader.Page;

/**
 * The way through the pages of one list, and whether they add up (contract section 6). Of what the
 * server calls the next page only path and query are used, on our own origin.
 */
final class Paging {
  /** A list without end must not fill the heap; the largest known installation has 100,000. */
  private static final long MOST_ITEMS = 1_000_000;

  private final @Nullable String include;
  private final Set<URI> asked = new HashSet<>();
  private URI page;
  private boolean more = true;
  private boolean begun;
  // One thread writes these two, others ask how far it has come.
  private volatile @Nullable Long count;
  private volatile long items;

  /**
   * @param first the URL of the first page
   * @param include what it asks to include; null for nothing
   */
  Paging(URI first, @Nullable String include) {
    this.page = first;
    this.include = include;
    asked.add(first);
  }

  boolean more() {
    return more;
  }

  /** Whether a page was read to its end. */
  boolean begun() {
    return begun;
  }

  long items() {
    return items;
  }

  @Nullable Long count() {
    return count;
  }

  /** The page to ask for, or that was asked for last. */
  URI page() {
    return page;
  }

  /**
   * One more item was read.
   *
   * @throws BadList when there are more than there should be
   */
  void counted() {
    long read = items + 1;
    items = read;
    if (count != null && read > count) {
      throw new BadList("its \"count\" is " + count + ", but it has more items");
    }
    if (read > MOST_ITEMS) {
      throw new BadList("it has more than " + MOST_ITEMS + " items");
    }
  }

  /**
   * A page was read to its end.
   *
   * @throws BadList when it does not fit the pages before it
   */
  void turned(Page read) {
    if (begun && !Objects.equals(count, read.count())) {
      throw new BadList(
          "its \"count\" changed from " + count + " to " + read.count() + " between two pages");
    }
    begun = true;
    count = read.count();
    if (read.next() != null) {
      if (read.items() == 0) {
        throw new BadList("a page without items names a next one");
      }
      page = following(read.next());
      if (!asked.add(page)) {
        throw new BadList("its \"next\" leads to a page that was read before");
      }
      return;
    }
    more = false;
    if (count != null && count != items) {
      throw new BadList("its \"count\" is " + count + ", but it has " + items + " items");
    }
  }

  private URI following(String next) {
    try {
      URI given = new URI(next);
      if (given.isOpaque() || (given.getRawAuthority() != null && !ours(given))) {
        throw elsewhere(given);
      }
      URI there = page.resolve(given);
      String path = there.getRawPath();
      String query = Query.following(there.getRawQuery(), include);
      return new URI(
          page.getScheme()
              + "://"
              + page.getRawAuthority()
              + (path.startsWith("/") ? "" : "/")
              + path
              + (query.isEmpty() ? "" : "?" + query));
    } catch (URISyntaxException e) {
      throw new BadList("its \"next\" is not a URL");
    }
  }

  private boolean ours(URI given) {
    return given.getHost() != null && given.getHost().equalsIgnoreCase(page.getHost());
  }

  private static BadList elsewhere(URI given) {
    return new BadList(
        "its \"next\" leads to another host ("
            + (given.getHost() == null ? "none" : given.getHost())
            + ")");
  }
}
