package sdesync.ops;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import sdesync.history.RunState;

/**
 * Which runs to show, newest first.
 *
 * @param ids exactly these; empty for any
 * @param since queued at this time or later
 * @param limit 1 to {@link #MOST}
 * @param cursor from the page before; null for the first page
 */
public record RunQuery(
    List<String> ids,
    @Nullable Long integration,
    @Nullable RunState state,
    @Nullable Instant since,
    int limit,
    @Nullable String cursor) {
  public static final int DEFAULT_LIMIT = 50;
  public static final int MOST = 1000;

  public RunQuery {
    ids = List.copyOf(ids);
  }

  /** The runs of these ids, in any order; at most {@link #MOST}. */
  public static RunQuery ofIds(List<String> ids) {
    return new RunQuery(ids, null, null, null, MOST, null);
  }
}
