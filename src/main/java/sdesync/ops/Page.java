package sdesync.ops;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A list as the API gives it.
 *
 * @param next where the rest is; null on the last page. A URL from a daemon, else path and query
 */
public record Page<T>(List<T> results, @Nullable String next) {
  public Page {
    results = List.copyOf(results);
  }

  /** The only page. */
  public static <T> Page<T> whole(List<T> results) {
    return new Page<>(results, null);
  }

  /** What the query for the next page takes; null on the last. */
  public @Nullable String cursor() {
    return Links.cursor(next);
  }
}
